"""The web application: rounds, returns, decisions and sign-off in a browser, over the use cases."""
