"""How the window looks: colours, fonts, pictures, the theme of ttk."""
