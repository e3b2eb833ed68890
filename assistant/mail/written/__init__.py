"""What the author newly wrote, apart from quoted history, signatures and disclaimers."""
