"""Mail from a mailbox on a server, read-only and step by step."""
