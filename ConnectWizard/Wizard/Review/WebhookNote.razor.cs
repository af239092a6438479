using ConnectWizard.Connections;
using ConnectWizard.ServiceHooks;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Wizard.Review;

/// <summary>
/// Whether webhooks can be created in the project (you can, ask an administrator, no, or it could not be found out), and who stands in the way:
/// the person by a permission, or the token by a scope.
/// </summary>
public sealed partial class WebhookNote
{
    private readonly TaskCompletionSource _answered = new();
    private WebhookPermissionCheck? _rights;

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

    private WebhookPermission Verdict => _rights?.Of(Project.ProjectId) ?? WebhookPermission.Unknown;

    /// <summary>The names are those of the page, and of its <c>data-right</c>.</summary>
    private string RightName => _answered.Task.IsCompleted ? Verdict.ToString().ToLowerInvariant() : "asking";

    private string Tone => !_answered.Task.IsCompleted ? "neutral" : Verdict == WebhookPermission.You ? "good" : "warning";

    private bool IsPersonAllowed => Verdict is WebhookPermission.You or WebhookPermission.No;

    private bool IsSignedIn => State.Draft!.UsesAccount;

    private string TokenSentence => (Verdict, _rights?.TokenLacks) switch
    {
        (WebhookPermission.No, { } lacks) => Missing(ProblemText.For(IsSignedIn ? lacks.With(ProblemText.Variant, "account") : lacks)),
        (WebhookPermission.You, _) => Text[IsSignedIn ? "Account.yes" : "Token.yes"],
        _ => Text[IsSignedIn ? "Account.idle" : "Token.idle"],
    };

    public override ValueTask DisposeAsync()
    {
        _answered.TrySetResult();
        return base.DisposeAsync();
    }

    protected override async Task LoadAsync()
    {
        var asked = await State.CheckWebhookPermissionAsync([Project.ProjectId], CancellationToken);
        _rights = asked.Value?.Of(Project.ProjectId) is null or WebhookPermission.Unknown ? null : asked.Value;
        await Found.InvokeAsync(Verdict == WebhookPermission.Unknown ? null : Verdict == WebhookPermission.You);
        _answered.TrySetResult();
    }

    private static string Missing(ProblemText text) => $"{text.What} {text.Repair}";
}
