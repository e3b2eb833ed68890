"""From bytes to what they say: headers, dates, addresses, charsets, MIME parts, HTML."""
