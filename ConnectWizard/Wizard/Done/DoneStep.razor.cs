using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Wizard.Done;

/// <summary>The end of the wizard: what was created, and what was not.</summary>
public sealed partial class DoneStep : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private BuildProfile? _profile;
    private Connection? _connection;
    private bool _isRead;

    [Inject]
    public required ConnectionState State { get; init; }

    [Inject]
    public required IProfileStore Profiles { get; init; }

    [Inject]
    public required IConnectionStore Connections { get; init; }

    [Inject]
    public required IStringLocalizer<DoneStep> Text { get; init; }

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        var (draft, left) = (State.Draft!, _leaving.Token);
        if (draft.Profile is { } id)
        {
            _profile = await Profiles.FindAsync(draft.Workspace, new ProfileId(id), left);
            _connection = _profile is null ? null : await Connections.FindAsync(draft.Workspace, _profile.Connection, left);
        }

        _isRead = true;
    }
}
