namespace AzureDevOpsEmulator.Hosting;

/// <summary>The look of the emulator's pages: light or dark as the system is.</summary>
internal static class PageStyle
{
    public const string Common = """
        :root {
          color-scheme: light dark;
          --page: light-dark(#f5f7fa, #0f141b);
          --card: light-dark(#fff, #171e27);
          --line: light-dark(#dfe4ea, #2a3441);
          --text: light-dark(#17202b, #e6ebf2);
          --quiet: light-dark(#4a5868, #a9b5c3);
          --accent: light-dark(#1d5fc4, #8ab4ff);
          --on-accent: light-dark(#fff, #0b1b33);
          --bad: light-dark(#a31f15, #ffb4ac);
        }
        body { margin: 0 auto; padding: 1.5rem 1rem; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
        h1 { margin: .5rem 0 1rem; font-size: 1.5rem; line-height: 1.25; }
        button { padding: .4rem 1rem; border: 1px solid var(--accent); border-radius: .5rem; background: none; color: var(--accent); font: inherit; cursor: pointer; }
        button.main { background: var(--accent); color: var(--on-accent); }
        button:hover { filter: brightness(.92); }
        :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
        .quiet { color: var(--quiet); }
        """;
}
