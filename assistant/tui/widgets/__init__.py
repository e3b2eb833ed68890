"""The widgets: each is given values, draws them and posts messages. None asks the desk for anything."""
