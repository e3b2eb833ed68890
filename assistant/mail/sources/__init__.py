"""Where mails lie: files, folders, mailboxes; told by their bytes."""
