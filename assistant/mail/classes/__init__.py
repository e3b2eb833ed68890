"""What an inbound mail is taken to be, with the reason."""
