using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;

namespace ConnectWizard.Components.Layout;

/// <summary>The frame around every page: brand, navigation, demo mark, theme switch, help links.</summary>
public sealed partial class MainLayout : IDisposable
{
    private static readonly (string Path, string Name)[] Pages = [("/", "Connections"), ("/check", "Check"), ("/audit", "Audit"), ("/help", "Help")];

    private ErrorBoundary? _boundary;

    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>The page's own path: with a base of "/", a bare fragment would lead home. With one slash: two would lead to another host.</summary>
    private string Here => $"/{new Uri(Navigation.Uri).PathAndQuery.TrimStart('/', '\\')}";

    public void Dispose() => Navigation.LocationChanged -= OnLocationChanged;

    protected override void OnInitialized() => Navigation.LocationChanged += OnLocationChanged;

    /// <summary>Whether a link of the frame leads to where somebody is. Plain links: a component for each would be kept in every circuit.</summary>
    private bool IsAt(string path)
    {
        var here = new Uri(Navigation.Uri).AbsolutePath;
        return here == path || (path.Length > 1 && here.StartsWith(path + "/", StringComparison.Ordinal));
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e)
    {
        _boundary?.Recover();
        _ = InvokeAsync(StateHasChanged);
    }
}
