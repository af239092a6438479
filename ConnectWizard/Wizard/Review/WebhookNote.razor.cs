using ConnectWizard.Connections;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Wizard.Review;

/// <summary>Whether the account may create webhooks in the project: you can, ask an administrator, or it could not be found out.</summary>
public sealed partial class WebhookNote : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private readonly TaskCompletionSource _answered = new();
    private bool? _isAllowed;

    /// <summary>The chosen repository, whose project is asked about.</summary>
    [Parameter]
    [EditorRequired]
    public required RepositoryChoice Project { get; set; }

    /// <summary>What was found out; null where it could not be.</summary>
    [Parameter]
    public EventCallback<bool?> Found { get; set; }

    [Inject]
    public required ConnectionState State { get; init; }

    [Inject]
    public required IStringLocalizer<WebhookNote> Text { get; init; }

    /// <summary>Ends with the answer, and when the page is left.</summary>
    public Task Answered => _answered.Task;

    /// <summary>The words are those of the page, and of its <c>data-right</c>.</summary>
    private string RightName => !_answered.Task.IsCompleted ? "asking" : _isAllowed switch
    {
        true => "you",
        false => "administrator",
        null => "unknown",
    };

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
        _answered.TrySetResult();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            var rights = await State.AskWebhookRightAsync(Project.ProjectId, _leaving.Token);
            _isAllowed = rights.Succeeded && rights.Value.TryGetValue(Project.ProjectId, out var isAllowed) ? isAllowed : null;
            await Found.InvokeAsync(_isAllowed);
            _answered.TrySetResult();
            StateHasChanged();
        }
    }
}
