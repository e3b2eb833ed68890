"""Other shapes that mail and letters come in: Outlook's, PDF, DOCX."""
