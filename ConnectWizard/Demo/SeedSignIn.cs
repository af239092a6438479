using System.Text.Json;
using AzureDevOpsEmulator;
using ConnectWizard.Accounts;
using ConnectWizard.Connections;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Demo;

/// <summary>The account of the sample in the cloud: it signs in at the emulated Microsoft Entra, and its sign-in ends there later.</summary>
internal sealed class SeedSignIn(
    Emulator emulator, IOptions<SignInOptions> app, CloudSetup setup, ICloudGateway cloud, IAccountStore accounts, IAccountTokens tokens, TimeProvider time)
{
    /// <summary>An administrator, of whom the flows through the wizard make little use.</summary>
    private const string Person = "hedda";

    /// <summary>False where another provider is configured.</summary>
    public bool IsPossible => app.Value.ClientId == emulator.Cloud.ClientId;

    public async Task<AccountId> SignInAsync(CancellationToken cancellationToken)
    {
        var grant = await ReadGrantAsync(cancellationToken);
        var profile = SeedWizard.Require(await cloud.ReadProfileAsync(grant.Access, cancellationToken));
        var person = emulator.Cloud.People.Single(one => one.Name == Person);
        var tenant = emulator.Cloud.Tenants.Single(one => one.Domain == person.Tenant).Id.ToString("D");
        var signedIn = new SignedInPerson(SeedWizard.Actor.Workspace, SeedWizard.Actor.Owner, profile, person.SignInName, tenant);
        return await accounts.SaveAsync(signedIn, grant, cancellationToken);
    }

    /// <summary>An administrator revokes the person's sessions, and the access token ends: the product finds that a sign-in is needed.</summary>
    public async Task EndAsync(AccountId id, CancellationToken cancellationToken)
    {
        emulator.Cloud.RevokeRefreshTokens(Person);
        var (stored, now) = ((await accounts.ReadAsync(id, cancellationToken))!, time.GetUtcNow());
        await accounts.RenewAsync(id, stored.Generation, new TokenGrant(stored.Access!, stored.Refresh, now, now), cancellationToken);
        await tokens.OpenAsync(id, cancellationToken);
    }

    /// <summary>What a browser does at the provider's pages: it chooses the account and consents; then the code is redeemed.</summary>
    private async Task<TokenGrant> ReadGrantAsync(CancellationToken cancellationToken)
    {
        var (endpoints, redirect) = ($"{emulator.Cloud.BrowserAuthority.AbsoluteUri}/oauth2/v2.0", setup.RedirectUri.AbsoluteUri);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
        var authorize = QueryHelpers.AddQueryString($"{endpoints}/authorize", new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["client_id"] = app.Value.ClientId,
            ["response_type"] = "code",
            ["redirect_uri"] = redirect,
            ["scope"] = string.Join(' ', app.Value.ScopeList),
        });
        (await PostAsync(authorize, ("account", Person))).Dispose();
        using var answer = await PostAsync(authorize, ("account", Person), ("decision", "accept"));
        var code = QueryHelpers.ParseQuery(answer.Headers.Location!.Query)["code"].ToString();
        using var issued = await PostAsync(
            $"{endpoints}/token", ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirect), ("client_id", app.Value.ClientId), ("client_secret", app.Value.ClientSecret));
        using var body = JsonDocument.Parse(await issued.Content.ReadAsByteArrayAsync(cancellationToken));
        return TokenGrant.Of(body.RootElement, time.GetUtcNow());

        async Task<HttpResponseMessage> PostAsync(string address, params IEnumerable<(string Name, string Value)> fields)
        {
            using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
            return await http.PostAsync(new Uri(address), form, cancellationToken);
        }
    }
}
