using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using ConnectWizard.AzureDevOps.Wire;
using ConnectWizard.Connections;
using ConnectWizard.ServiceHooks;
using static ConnectWizard.AzureDevOps.AzureDevOpsNames;

namespace ConnectWizard.AzureDevOps;

internal sealed partial class AzureDevOpsGateway
{
    /// <summary>A token of a project has 54 characters, and IIS takes 2,048 of a query.</summary>
    private const int ProjectsBatchSize = 30;

    public async Task<Result<IReadOnlyDictionary<Guid, bool>>> AskPermissionAsync(
        ServerTarget target, Secret token, HookPermission permission, IReadOnlyList<Guid> projects, CancellationToken cancellationToken)
    {
        var rights = new Dictionary<Guid, bool>();
        foreach (var some in projects.Distinct().Chunk(ProjectsBatchSize))
        {
            var answers = await AskAsync(target, token, permission, some, cancellationToken);
            if (!answers.Succeeded)
                return answers.Problem;
            foreach (var (project, right) in some.Zip(answers.Value))
                rights[project] = right;
        }

        return Result<IReadOnlyDictionary<Guid, bool>>.FromValue(rights);
    }

    private async Task<Result<IReadOnlyList<bool>>> AskAsync(
        ServerTarget target, Secret token, HookPermission permission, Guid[] projects, CancellationToken cancellationToken)
    {
        var bit = ((int)permission).ToString(CultureInfo.InvariantCulture);
        var request = new AzureDevOpsRequest(target, Paths.Apis, Paths.Permissions, AzureDevOpsNames.ServiceHooks.Namespace, bit)
        {
            Query = "tokens=" + string.Join(',', projects.Select(AzureDevOpsNames.ServiceHooks.TokenOf)),
            Token = token,
        };
        var sent = await client.SendAsync(request, cancellationToken);
        if (!sent.Succeeded)
            return sent.Problem;
        var listing = AzureDevOpsClient.Read(sent.Value, request, AzureDevOpsJson.Default.ListingBoolean);
        if (listing.Value?.Value is { } rights && rights.Count == projects.Length)
            return Result<IReadOnlyList<bool>>.FromValue(rights);
        return listing.Problem is { } problem && !IsUnanswered(problem.Code)
            ? problem
            : ApiProblemMapper.Of(ProblemCode.WebhooksUnknown, sent.Value, request);
    }

    // The server is there and would not say: the question stays open, and nothing else is wrong.
    private static bool IsUnanswered(ProblemCode code) =>
        code is ProblemCode.TokenRefused or ProblemCode.PermissionMissing or ProblemCode.UnexpectedAnswer or ProblemCode.NotAzureDevOps
            or ProblemCode.CollectionUnknown or ProblemCode.OrganizationRefused or ProblemCode.OrganizationUnknown or ProblemCode.ServerError or ProblemCode.VersionTooOld;

    public async Task<Result<HookNotification>> TestAsync(
        ServerTarget target, Secret token, Guid subscription, HookRequest request, CancellationToken cancellationToken)
    {
        var body = new TestBody(subscription, BodyOf(request));
        var whole = TestsOf(target, token) with
        {
            Method = HttpMethod.Post,
            Body = JsonSerializer.SerializeToUtf8Bytes(body, AzureDevOpsJson.Default.TestBody),
            BodySecret = request.Secret,
        };
        return (await AskHooksAsync(whole, AzureDevOpsJson.Default.NotificationBody, cancellationToken)).Then<HookNotification>(found => ToNotification(found));
    }

    public async Task<Result<HookNotification>> FindTestAsync(ServerTarget target, Secret token, long id, CancellationToken cancellationToken)
    {
        var request = TestsOf(target, token, id.ToString(CultureInfo.InvariantCulture));
        return (await AskHooksAsync(request, AzureDevOpsJson.Default.NotificationBody, cancellationToken)).Then<HookNotification>(found => ToNotification(found));
    }

    public async Task<Result<IReadOnlyList<HookNotification>>> FindNewestAsync(
        ServerTarget target, Secret token, Guid subscription, CancellationToken cancellationToken)
    {
        var history = SubscriptionsOf(target, token, subscription.ToString("D"), Paths.Notifications) with { Query = "maxResults=1" };
        var listed = await AskHooksAsync(history, AzureDevOpsJson.Default.ListingNotificationBody, cancellationToken);
        if (!listed.Succeeded)
            return listed.Problem;
        // The order of the list is not documented, and a server may not know the limit.
        if (listed.Value.Value?.OfType<NotificationBody>().MaxBy(notification => notification.Id) is not { } newest)
            return Result<IReadOnlyList<HookNotification>>.FromValue([]);
        var one = SubscriptionsOf(target, token, subscription.ToString("D"), Paths.Notifications, newest.Id.ToString(CultureInfo.InvariantCulture));
        var found = await AskHooksAsync(one, AzureDevOpsJson.Default.NotificationBody, cancellationToken);
        return found.Then(body => Result<IReadOnlyList<HookNotification>>.FromValue([ToNotification(body)]));
    }

    private static AzureDevOpsRequest TestsOf(ServerTarget target, Secret token, params IReadOnlyList<string> below) =>
        new(target, [Paths.Apis, Paths.Hooks, Paths.TestNotifications, .. below]) { Token = token, Scope = Scopes.Code };

    private async Task<Result<T>> AskHooksAsync<T>(AzureDevOpsRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var sent = await client.SendAsync(request, cancellationToken);
        if (!sent.Succeeded)
            return sent.Problem;
        var read = AzureDevOpsClient.Read(sent.Value, request, type);
        return read.Succeeded ? read : await RefusalAsync(read.Problem, sent.Value, request, cancellationToken);
    }

    private async Task<Problem> RefusalAsync(Problem problem, ApiResponse response, AzureDevOpsRequest request, CancellationToken cancellationToken) =>
        (problem.Code, response) switch
        {
            (ProblemCode.PermissionMissing, _) => ApiProblemMapper.Of(ProblemCode.WebhooksNotAllowed, response, request),
            (ProblemCode.UnexpectedAnswer, { Status: 404 }) => ApiProblemMapper.Of(ProblemCode.WebhookMissing, response, request),
            (ProblemCode.UnexpectedAnswer, { Status: 400 }) when request.Body is not null =>
                ApiProblemMapper.Of(ProblemCode.WebhookTargetRefused, response, request),
            _ => await NarrowAsync(problem, request, cancellationToken),
        };

    private static HookNotification ToNotification(NotificationBody body)
    {
        var message = ApiResponse.Clip(body.Details?.ErrorMessage) ?? ApiResponse.Clip(body.Details?.Response);
        var result = Enum.TryParse<NotificationResult>(body.Result, ignoreCase: true, out var known) ? known : NotificationResult.Pending;
        return new HookNotification(body.Id, result, body.ModifiedDate, message)
        {
            Answered = AnsweredIn(body.Details),
            Retry = body.Status == AzureDevOpsNames.ServiceHooks.QueuedForRetry ? new HookRetry(body.Details?.RetryCount, body.Details?.NextRetryTime) : null,
        };
    }

    /// <summary>The status in the response's first line; where only a reason is told, the number that it gives in parentheses.</summary>
    private static int? AnsweredIn(NotificationDetails? details)
    {
        var match = details?.Response is { } response ? StatusPattern().Match(response) : GivenStatusPattern().Match(details?.ErrorMessage ?? "");
        return match.Success ? int.Parse(match.Groups["status"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : null;
    }

    [GeneratedRegex(@"\b(?<status>[1-5][0-9]{2})\b", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex StatusPattern();

    [GeneratedRegex(@"\((?<status>[1-5][0-9]{2})\)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex GivenStatusPattern();
}
