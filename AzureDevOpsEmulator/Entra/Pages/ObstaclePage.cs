using AzureDevOpsEmulator.World.Cloud;

namespace AzureDevOpsEmulator.Entra.Pages;

/// <summary>Pages that say why an account does not get on, each with a way back to the application and a way to another account.</summary>
internal static class ObstaclePage
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
