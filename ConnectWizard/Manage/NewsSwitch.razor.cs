using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Manage;

/// <summary>Another way for a profile's news to get here: from polling to webhooks, from an administrator who does not come to polling.</summary>
public sealed partial class NewsSwitch : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private bool _isSwitching;

    [Parameter]
    [EditorRequired]
    public required BuildProfile Profile { get; set; }

    /// <summary>The source was changed: the page looks again.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    [Inject]
    public required IProfileStore Profiles { get; init; }

    [Inject]
    public required IProfileWebhooks ProfileWebhooks { get; init; }

    [Inject]
    public required IAdministratorLinks Links { get; init; }

    [Inject]
    public required IProfileSignals Signals { get; init; }

    [Inject]
    public required PollingInterval Polling { get; init; }

    [Inject]
    public required IStringLocalizer<NewsSwitch> Text { get; init; }

    /// <summary>None for a profile that nothing triggers: it has no news to hear.</summary>
    private NewsSource[] Ways => Profile.TriggerPush || Profile.TriggerPullRequest
        ? [.. new[] { NewsSource.Webhooks, NewsSource.Administrator, NewsSource.Polling }.Where(way => way != Profile.News)]
        : [];

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    private async Task SwitchAsync(NewsSource news)
    {
        _isSwitching = true;
        try
        {
            await Profiles.ChangeNewsAsync(Profile.Workspace, Profile.Id, news, _leaving.Token);
            await Links.RevokeAsync(Profile, _leaving.Token);
            ProfileWebhooks.Wake();
            Signals.Changed(Profile.Id);
            await Changed.InvokeAsync();
        }
        finally
        {
            _isSwitching = false;
        }
    }
}
