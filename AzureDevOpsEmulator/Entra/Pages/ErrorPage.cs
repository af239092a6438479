namespace AzureDevOpsEmulator.Entra.Pages;

/// <summary>What is told to the person alone, because nothing may be sent to an address that is not the application's.</summary>
internal static class ErrorPage
{
    public static EntraPage For(EntraError error, EntraTrace trace) => new(
        "error", "Sign in",
        "<p>Sorry, but we're having trouble signing you in.</p>"
        + $"<p class=\"problem\" data-testid=\"problem\">{EntraPage.Text(error.Describe(trace))}</p>")
    {
        Status = StatusCodes.Status400BadRequest,
    };
}
