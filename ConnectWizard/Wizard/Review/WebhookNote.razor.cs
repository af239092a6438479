using ConnectWizard.Connections;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Wizard.Review;

/// <summary>Whether the account may create webhooks in the project: you can, ask an administrator, or it could not be found out.</summary>
public sealed partial class WebhookNote : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private bool _isAsking = true;
    private bool? _isAllowed;

    /// <summary>The chosen repository, whose project is asked about.</summary>
    [Parameter]
    [EditorRequired]
    public required RepositoryChoice Project { get; set; }

    [Inject]
    public required ConnectionState State { get; init; }

    [Inject]
    public required IStringLocalizer<WebhookNote> Text { get; init; }

    /// <summary>The words are those of the page, and of its <c>data-right</c>.</summary>
    private string RightName => _isAsking ? "asking" : _isAllowed switch
    {
        true => "you",
        false => "administrator",
        null => "unknown",
    };

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            var rights = await State.AskWebhookRightAsync(Project.ProjectId, _leaving.Token);
            _isAllowed = rights.Succeeded && rights.Value.TryGetValue(Project.ProjectId, out var isAllowed) ? isAllowed : null;
            _isAsking = false;
            StateHasChanged();
        }
    }
}
