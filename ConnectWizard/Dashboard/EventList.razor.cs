using ConnectWizard.Builds;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Dashboard;

/// <summary>What arrived for a profile, newest first, with what it led to. What is new is said to who does not see it.</summary>
public sealed partial class EventList
{
    private Guid? _newest;
    private bool _isShown;
    private string _message = "";

    [Parameter]
    [EditorRequired]
    public required IReadOnlyList<ProfileEvent> Events { get; set; }

    /// <summary>The builds that are listed on the same page.</summary>
    [Parameter]
    [EditorRequired]
    public required IReadOnlyList<BuildRequest> Builds { get; set; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IStringLocalizer<EventList> Text { get; init; }

    /// <summary>The page's own path: with a base of "/", a bare fragment would lead home.</summary>
    private string Here => new Uri(Navigation.Uri).AbsolutePath;

    protected override void OnParametersSet()
    {
        var newest = Events.Count > 0 ? Events[0] : null;
        if (_isShown && newest is not null && newest.Id != _newest)
        {
            var count = Events.TakeWhile(arrived => arrived.Id != _newest).Count();
            _message = count == 1 ? Text["Said", KindOf(newest), newest.Title] : Text["Said.Many", count];
        }

        (_newest, _isShown) = (newest?.Id, true);
    }

    private BuildRequest? BuildOf(ProfileEvent arrived) =>
        arrived.Built is { } id ? Builds.FirstOrDefault(build => build.Id == id) : null;

    /// <summary>The event type in words; one that is not known as Azure DevOps spells it.</summary>
    private string KindOf(ProfileEvent arrived) =>
        Text[$"Kind.{arrived.Kind}"] is { ResourceNotFound: false } words ? words.Value : arrived.Kind;
}
