using ConnectWizard.Accounts;
using ConnectWizard.Components;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using Microsoft.AspNetCore.Components;

namespace ConnectWizard.Dashboard;

/// <summary>What doesn't go on by itself, the most urgent first: failed connections, credentials that end, broken webhooks, each with a way to fix it.</summary>
public sealed partial class AttentionBanner
{
    public const int MaxListed = 3;

    private IReadOnlyList<Item> _items = [];

    [Parameter]
    [EditorRequired]
    public required IReadOnlyList<Connection> Connections { get; set; }

    /// <summary>The profiles whose webhooks somebody has to fix.</summary>
    [Parameter]
    [EditorRequired]
    public required IReadOnlyList<BuildProfile> Broken { get; set; }

    [CascadingParameter]
    public ReaderTime? Reader { get; set; }

    protected override void OnParametersSet()
    {
        var expiring = from connection in Connections
                       where connection.Health != ConnectionHealth.Failed
                       let expiry = ExpiryText.Of(connection, Clock.GetUtcNow(), Reader?.Zone)
                       where expiry.IsDue
                       orderby expiry.DaysLeft
                       select Of(connection, expiry);
        _items = [.. Connections.Where(connection => connection.Health == ConnectionHealth.Failed).Select(Of), .. expiring, .. Broken.Select(Of)];
    }

    private Item Of(Connection connection)
    {
        if (connection.LastProblem is { } code && ProblemCatalog.NeedsNewToken(code))
            return Of("Token", connection.Name, ConnectionPage.RotateUrl(connection.Id));
        var kind = connection.LastProblem != ProblemCode.SignInAgain ? "Failed" : connection.CredentialType == CredentialType.Person ? "SignIn" : "Application";
        return Of(kind, connection.Name, $"/connections/{connection.Id}");
    }

    private Item Of(Connection connection, ExpiryText expiry)
    {
        var (action, href) = connection.CredentialType switch
        {
            CredentialType.Token => ("Token", ConnectionPage.RotateUrl(connection.Id)),
            CredentialType.Person => ("SignIn", SignInUrl.ForConnection(connection.Id, connection.Facts.AccountLogin)),
            _ => ("Application", ConnectionPage.ReplaceUrl(connection.Id)),
        };
        return new Item(Text[expiry.HasEnded ? "Ended" : "Ends", connection.Name, expiry.Words], Text[$"{action}.Action"], $"{Text[$"{action}.Action"]}: {connection.Name}", href);
    }

    private Item Of(BuildProfile profile) => Of("Broken", profile.Name, $"/profiles/{profile.Id}");

    private Item Of(string kind, string name, string href) =>
        new(Text[kind, name], Text[$"{kind}.Action"], $"{Text[$"{kind}.Action"]}: {name}", href);

    private sealed record Item(string What, string Action, string Label, string Href);
}
