namespace AzureDevOpsEmulator.Entra;

/// <summary>Selecting an account replaces all of signing in: the emulator has no passwords.</summary>
internal static class AccountPage
{
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
            + "<p class=\"quiet\">This is an emulator: nobody has a password here.</p>");
    }

    private static string Button(CloudPerson person) =>
        $"<button type=\"submit\" class=\"account\" name=\"account\" value=\"{EntraPage.Text(person.SignInName)}\" data-testid=\"account-{person.Name}\">"
        + $"<strong>{EntraPage.Text(person.DisplayName)}</strong><span>{EntraPage.Text(person.SignInName)}</span>"
        + $"<span class=\"quiet\">{EntraPage.Text(person.Description)}</span></button>";

    private static bool Fits(AuthorizeRequest request, CloudPerson person) =>
        (request.LoginHint is null || person.SignInName.Equals(request.LoginHint, StringComparison.OrdinalIgnoreCase))
        && request.DomainHint?.ToUpperInvariant() switch
        {
            null => true,
            "ORGANIZATIONS" => !person.IsPersonal,
            "CONSUMERS" => person.IsPersonal,
            _ => person.Home.Matches(request.DomainHint),
        };
}

internal static class ConsentPage
{
    private const string ForEverybody =
        "<p><label><input type=\"checkbox\" name=\"everybody\" value=\"true\" data-testid=\"everybody\"> Consent on behalf of your organization</label></p>";

    public static EntraPage For(AuthorizeRequest request, CloudPerson person, Tenant tenant, ScopeRequest scopes)
    {
        var permissions = scopes.ForConsent(request.Client)
            .Select(scope => $"<li data-scope=\"{EntraPage.Text(scope)}\">{EntraPage.Text(EntraResources.DescriptionOf(scope))}</li>");
        return new EntraPage(
            "consent", "Permissions requested",
            $"<p>{EntraPage.Text(person.SignInName)}</p><p><strong>{EntraPage.Text(request.Client.DisplayName)}</strong> (unverified) would like to:</p>"
            + $"<ul data-testid=\"permissions\">{string.Concat(permissions)}</ul>"
            + $"<p class=\"quiet\">In {EntraPage.Text(tenant.Name)}. Accepting these permissions means that you allow this app to use your data.</p>"
            + EntraPage.Form(
                request,
                EntraPage.Account(person.SignInName)
                + (person.IsAdministrator ? ForEverybody : "")
                + EntraPage.Actions(EntraPage.Decision("cancel", "Cancel"), EntraPage.Decision("accept", "Accept", isMain: true))));
    }
}

/// <summary>
/// Pages that explain why an account can't continue, with buttons to return to the application and to use another account.
/// </summary>
internal static class InterruptPage
{
    public static EntraPage PersonalAccount(AuthorizeRequest request, CloudPerson person, EntraError error, EntraTrace trace) =>
        Page(
            "personal", "You can't sign in here with a personal account", "Use your work or school account instead.",
            request, person, error.Describe(trace));

    public static EntraPage NotInTenant(AuthorizeRequest request, CloudPerson person, EntraError error, EntraTrace trace) =>
        Page("not-in-tenant", "Sign in", "Sorry, but we're having trouble with signing you in.", request, person, error.Describe(trace));

    public static EntraPage ConditionalAccess(AuthorizeRequest request, CloudPerson person, EntraError error, EntraTrace trace) =>
        Page(
            "conditional-access", "You cannot access this right now",
            "Your sign-in was successful but does not meet the criteria to access this resource. For example, you might be signing in from a browser, "
            + "app, or location that is restricted by your admin.",
            request, person, error.Describe(trace));

    public static EntraPage AdministratorNeeded(AuthorizeRequest request, CloudPerson person, Tenant tenant) =>
        Page(
            "admin-approval", "Need admin approval",
            $"{request.Client.DisplayName} needs permission to access resources in {tenant.Name} that only an admin can grant. "
            + "Please ask an admin to grant permission to this app before you can use it.",
            request, person, details: null);

    private static EntraPage Page(string name, string title, string text, AuthorizeRequest request, CloudPerson person, string? details) => new(
        name, title,
        $"<p>{EntraPage.Text(person.SignInName)}</p><p>{EntraPage.Text(text)}</p>"
        + (details is null ? "" : $"<p class=\"problem\" data-testid=\"problem\">{EntraPage.Text(details)}</p>")
        + EntraPage.Form(
            request,
            EntraPage.Account(person.SignInName)
            + EntraPage.Actions(
                EntraPage.Decision("return", "Return to the application"),
                EntraPage.Decision("another", "Sign in with a different account", isMain: true))));
}

/// <summary>Shown to the user, because an error must not be sent to an unregistered address.</summary>
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
