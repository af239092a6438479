using ConnectWizard.Builds;
using Microsoft.AspNetCore.Components;

namespace ConnectWizard.Dashboard;

/// <summary>The events of a profile, newest first, with the builds that they requested. Screen readers are told of new ones.</summary>
public sealed partial class EventList
{
    private Guid? _newest;
    private bool _isInitialized;
    private string _message = "";

    [Parameter]
    [EditorRequired]
    public required IReadOnlyList<ProfileEvent> Events { get; set; }

    /// <summary>The builds that are listed on the same page.</summary>
    [Parameter]
    [EditorRequired]
    public required IReadOnlyList<BuildRequest> Builds { get; set; }

    /// <summary>The page's own path: with a base of "/", a bare fragment leads to the home page.</summary>
    private string Path => new Uri(Navigation.Uri).AbsolutePath;

    protected override void OnParametersSet()
    {
        var newest = Events.Count > 0 ? Events[0] : null;
        if (_isInitialized && newest is not null && newest.Id != _newest)
        {
            var count = Events.TakeWhile(received => received.Id != _newest).Count();
            _message = count == 1 ? Text["Announced", KindOf(newest), newest.Title] : Text["Announced.Many", count];
        }

        (_newest, _isInitialized) = (newest?.Id, true);
    }

    private BuildRequest? BuildOf(ProfileEvent received) =>
        received.Built is { } id ? Builds.FirstOrDefault(build => build.Id == id) : null;

    /// <summary>The event type's text; the type itself where there is none.</summary>
    private string KindOf(ProfileEvent received) =>
        Text[$"Kind.{received.Kind}"] is { ResourceNotFound: false } text ? text.Value : received.Kind;
}
