using AzureDevOpsEmulator.World.Cloud;

namespace AzureDevOpsEmulator.Entra.Pages;

/// <summary>Choosing an account, which stands for the whole of signing in: the emulator knows no passwords.</summary>
internal static class AccountPage
{
    /// <param name="request">What the application asked for.</param>
    /// <param name="people">Everybody.</param>
    /// <param name="showsAll">Whether to ignore the application's hints.</param>
    public static EntraPage For(AuthorizeRequest request, IReadOnlyList<CloudPerson> people, bool showsAll)
    {
        var hinted = showsAll ? people : [.. people.Where(person => Fits(request, person))];
        var shown = hinted.Count == 0 ? people : hinted;
        var another = shown.Count < people.Count ? EntraPage.Decision("another", "Use another account") : "";
        var accounts = string.Concat(shown.Select(Button));
        return new EntraPage(
            "account", "Pick an account",
            $"<p>to continue to {EntraPage.Text(request.Client.DisplayName)}</p>"
            + EntraPage.Form(request, accounts)
            + EntraPage.Form(request, EntraPage.Actions(another, EntraPage.Decision("cancel", "Cancel")))
            + "<p class=\"note\">This is an emulator: nobody has a password here.</p>");
    }

    private static string Button(CloudPerson person) =>
        $"<button type=\"submit\" class=\"account\" name=\"account\" value=\"{EntraPage.Text(person.SignInName)}\" data-testid=\"account-{person.Name}\">"
        + $"<span>{EntraPage.Text(person.DisplayName)}</span><span>{EntraPage.Text(person.SignInName)}</span>"
        + $"<span class=\"note\">{EntraPage.Text(person.Description)}</span></button>";

    private static bool Fits(AuthorizeRequest request, CloudPerson person) =>
        (request.LoginHint is null || person.SignInName.Equals(request.LoginHint, StringComparison.OrdinalIgnoreCase))
        && request.DomainHint?.ToUpperInvariant() switch
        {
            null => true,
            "ORGANIZATIONS" => !person.IsPersonal,
            "CONSUMERS" => person.IsPersonal,
            _ => person.Home.IsCalled(request.DomainHint),
        };
}
