using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using Microsoft.AspNetCore.Components;

namespace ConnectWizard.Dashboard;

/// <summary>What doesn't go on by itself: failed connections and broken webhooks, each with a way to its page.</summary>
public sealed partial class AttentionBanner
{
    public const int MaxListed = 3;

    private IReadOnlyList<Item> _items = [];

    [Parameter]
    [EditorRequired]
    public required IReadOnlyList<Connection> Connections { get; set; }

    /// <summary>Those of them that use an application, as far as they are listed.</summary>
    [Parameter]
    public IReadOnlySet<ConnectionId> Applications { get; set; } = new HashSet<ConnectionId>();

    /// <summary>The profiles whose webhooks somebody has to fix.</summary>
    [Parameter]
    [EditorRequired]
    public required IReadOnlyList<BuildProfile> Broken { get; set; }

    protected override void OnParametersSet() => _items =
    [
        .. Connections.Where(connection => connection.Health == ConnectionHealth.Failed).Select(Of),
        .. Broken.Select(Of),
    ];

    private Item Of(Connection connection)
    {
        if (connection.LastProblem is { } code && ProblemCatalog.NeedsNewToken(code))
            return Of("Token", connection.Name, ConnectionPage.RotateUrl(connection.Id));
        var kind = connection.LastProblem != ProblemCode.SignInAgain ? "Failed" : Applications.Contains(connection.Id) ? "Application" : "SignIn";
        return Of(kind, connection.Name, $"/connections/{connection.Id}");
    }

    private Item Of(BuildProfile profile) => Of("Broken", profile.Name, $"/profiles/{profile.Id}");

    private Item Of(string kind, string name, string href) =>
        new(Text[kind, name], Text[$"{kind}.Action"], $"{Text[$"{kind}.Action"]}: {name}", href);

    private sealed record Item(string What, string Action, string Label, string Href);
}
