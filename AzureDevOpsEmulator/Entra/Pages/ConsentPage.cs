using AzureDevOpsEmulator.World.Cloud;

namespace AzureDevOpsEmulator.Entra.Pages;

/// <summary>What the application wants to be allowed, in words, for the person to agree to or not.</summary>
internal static class ConsentPage
{
    private const string ForEverybody =
        "<p><label><input type=\"checkbox\" name=\"everybody\" value=\"true\" data-testid=\"everybody\"> Consent on behalf of your organization</label></p>";

    public static EntraPage For(AuthorizeRequest request, CloudPerson person, Tenant tenant, ScopeRequest scopes)
    {
        var permissions = scopes.ForConsent(request.Client)
            .Select(scope => $"<li data-scope=\"{EntraPage.Text(scope)}\">{EntraPage.Text(EntraResources.InWords(scope))}</li>");
        return new EntraPage(
            "consent", "Permissions requested",
            $"<p>{EntraPage.Text(person.SignInName)}</p><p><strong>{EntraPage.Text(request.Client.DisplayName)}</strong> (unverified) would like to:</p>"
            + $"<ul data-testid=\"permissions\">{string.Concat(permissions)}</ul>"
            + $"<p class=\"note\">In {EntraPage.Text(tenant.Name)}. Accepting these permissions means that you allow this app to use your data.</p>"
            + EntraPage.Form(
                request,
                EntraPage.Account(person.SignInName)
                + (person.IsAdministrator ? ForEverybody : "")
                + EntraPage.Actions(EntraPage.Decision("cancel", "Cancel"), EntraPage.Decision("accept", "Accept", isMain: true))));
    }
}
