using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Manage;

/// <summary>A build profile: what a build starts from, and what does not trigger it yet.</summary>
public sealed partial class ProfilePage : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private BuildProfile? _profile;
    private Connection? _connection;

    [Parameter]
    public string? IdText { get; set; }

    [Inject]
    public required IProfileStore ProfileStore { get; init; }

    [Inject]
    public required IConnectionStore Connections { get; init; }

    [Inject]
    public required IStringLocalizer<ProfilePage> Text { get; init; }

    private string Triggers => (_profile!.TriggerPush, _profile.TriggerPullRequest) switch
    {
        (true, true) => Text["Triggers.Both"],
        (true, false) => Text["Triggers.Push"],
        (false, true) => Text["Triggers.PullRequest"],
        (false, false) => Text["Triggers.None"],
    };

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        _profile = Guid.TryParseExact(IdText, "D", out var id)
            ? await ProfileStore.FindAsync(WorkspaceId.Default, new ProfileId(id), _leaving.Token)
            : null;
        _connection = _profile is null ? null : await Connections.FindAsync(WorkspaceId.Default, _profile.Connection, _leaving.Token);
    }
}
