using AzureDevOpsEmulator.Entra.Pages;

namespace AzureDevOpsEmulator.Entra;

/// <summary>What comes next: a page for the person, or an answer for the application.</summary>
internal sealed record SignInStep(EntraPage? Page, IReadOnlyList<KeyValuePair<string, string>> Answer)
{
    public static SignInStep Show(EntraPage page) => new(page, []);

    public static SignInStep Return(IReadOnlyList<KeyValuePair<string, string>> answer) => new(null, answer);
}

/// <summary>What keeps a sign-in from going on: the page that says so, and the words for the application when it gets no page shown.</summary>
internal sealed record Obstacle(EntraPage Page, EntraError Error);
