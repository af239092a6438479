using System.Runtime.CompilerServices;
using System.Text.Json;
using ConnectWizard.AzureDevOps.Wire;
using ConnectWizard.Connections;
using ConnectWizard.ServiceHooks;
using static ConnectWizard.AzureDevOps.AzureDevOpsNames;

namespace ConnectWizard.AzureDevOps;

internal sealed partial class AzureDevOpsGateway
{
    private static string WebhooksOnly =>
        $"publisherId={AzureDevOpsNames.ServiceHooks.Publisher}&consumerId={AzureDevOpsNames.ServiceHooks.Consumer}&consumerActionId={AzureDevOpsNames.ServiceHooks.ConsumerAction}";

    public async IAsyncEnumerable<Result<HookSubscription>> ListAsync(
        ServerTarget target, Secret token, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = SubscriptionsOf(target, token) with { Query = WebhooksOnly };
        var opened = await OpenSubscriptionsAsync(request, cancellationToken);
        if (!opened.Succeeded)
        {
            yield return opened.Problem;
            yield break;
        }

        await using var listing = opened.Value;
        while (await AzureDevOpsClient.ReadAsync(listing, request, cancellationToken) is { } batch)
        {
            if (!batch.Succeeded)
            {
                yield return batch.Problem;
                yield break;
            }

            foreach (var body in batch.Value)
                yield return ToSubscription(body);
        }
    }

    public async Task<Result<bool>> AskTokenAsync(ServerTarget target, Secret token, CancellationToken cancellationToken)
    {
        var opened = await OpenSubscriptionsAsync(SubscriptionsOf(target, token) with { Query = WebhooksOnly }, cancellationToken);
        if (!opened.Succeeded)
            return opened.Problem;
        await opened.Value.DisposeAsync();
        return true;
    }

    public Task<Result<HookSubscription>> CreateAsync(ServerTarget target, Secret token, HookRequest request, CancellationToken cancellationToken) =>
        ChangeAsync(SubscriptionsOf(target, token) with { Method = HttpMethod.Post }, BodyOf(request), request.Secret, cancellationToken);

    public Task<Result<HookSubscription>> UpdateAsync(
        ServerTarget target, Secret token, Guid id, HookRequest request, CancellationToken cancellationToken)
    {
        var body = BodyOf(request) with { Id = id, Status = "enabled" };
        return ChangeAsync(SubscriptionsOf(target, token, id.ToString("D")) with { Method = HttpMethod.Put }, body, request.Secret, cancellationToken);
    }

    public async Task<Result<bool>> DeleteAsync(ServerTarget target, Secret token, Guid id, CancellationToken cancellationToken)
    {
        var request = SubscriptionsOf(target, token, id.ToString("D")) with { Method = HttpMethod.Delete };
        var sent = await client.SendAsync(request, cancellationToken);
        if (!sent.Succeeded)
            return sent.Problem;
        // Servers answer 200 or 204. A success without Azure DevOps' headers came from something else.
        if (sent.Value is { Status: 200 or 204, IsHtml: false, HasProductHeaders: true })
            return true;
        var problem = ApiProblemMapper.Find(sent.Value, request) ?? ApiProblemMapper.Of(ProblemCode.UnexpectedAnswer, sent.Value, request);
        var refused = await RefusalAsync(problem, sent.Value, request, cancellationToken);
        return refused.Code == ProblemCode.WebhookMissing ? false : refused;
    }

    private static AzureDevOpsRequest SubscriptionsOf(ServerTarget target, Secret token, params IReadOnlyList<string> below) =>
        new(target, [Paths.Apis, Paths.Hooks, Paths.Subscriptions, .. below]) { Token = token, Scope = Scopes.Code };

    private async Task<Result<HookSubscription>> ChangeAsync(
        AzureDevOpsRequest request, SubscriptionBody body, Secret secret, CancellationToken cancellationToken)
    {
        var whole = request with { Body = JsonSerializer.SerializeToUtf8Bytes(body, AzureDevOpsJson.Default.SubscriptionBody), BodySecret = secret };
        return (await AskHooksAsync(whole, AzureDevOpsJson.Default.SubscriptionBody, cancellationToken)).Then(ToKnown);

        Result<HookSubscription> ToKnown(SubscriptionBody answered) => answered.Id is null
            ? ApiProblemMapper.About(ProblemCode.UnexpectedAnswer, request)
            : ToSubscription(answered);
    }

    private async Task<Result<JsonListing<SubscriptionBody>>> OpenSubscriptionsAsync(AzureDevOpsRequest request, CancellationToken cancellationToken) =>
        await NarrowAsync(await client.OpenAsync(request, AzureDevOpsJson.Default.SubscriptionBody, AzureDevOpsClient.MaxListingBytes, cancellationToken), request, cancellationToken);

    private static SubscriptionBody BodyOf(HookRequest request) => new()
    {
        PublisherId = AzureDevOpsNames.ServiceHooks.Publisher,
        EventType = request.EventType,
        ResourceVersion = AzureDevOpsNames.ServiceHooks.ResourceVersion,
        ConsumerId = AzureDevOpsNames.ServiceHooks.Consumer,
        ConsumerActionId = AzureDevOpsNames.ServiceHooks.ConsumerAction,
        PublisherInputs = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            [AzureDevOpsNames.ServiceHooks.Project] = request.Project.ToString("D"),
            [AzureDevOpsNames.ServiceHooks.Repository] = request.Repository.ToString("D"),
        },
        ConsumerInputs = InputsOf(request),
    };

    private static Dictionary<string, string?> InputsOf(HookRequest request)
    {
        var inputs = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            [AzureDevOpsNames.ServiceHooks.Url] = request.Url.AbsoluteUri,
            [AzureDevOpsNames.ServiceHooks.ResourceDetails] = AzureDevOpsNames.ServiceHooks.AllDetails,
        };
        if (request.UserName is not null)
            (inputs[AzureDevOpsNames.ServiceHooks.UserName], inputs[AzureDevOpsNames.ServiceHooks.Password]) = (request.UserName, request.Secret.Reveal());
        if (request.Header is not null)
            inputs[AzureDevOpsNames.ServiceHooks.Headers] = $"{request.Header}:{request.Secret.Reveal()}";
        return inputs;
    }

    private static HookSubscription ToSubscription(SubscriptionBody body) => new(
        body.Id ?? Guid.Empty,
        body.EventType ?? "",
        IdIn(body.PublisherInputs, AzureDevOpsNames.ServiceHooks.Project),
        IdIn(body.PublisherInputs, AzureDevOpsNames.ServiceHooks.Repository),
        body.ConsumerInputs?.GetValueOrDefault(AzureDevOpsNames.ServiceHooks.Url) ?? "",
        Enum.TryParse<SubscriptionStatus>(body.Status, ignoreCase: true, out var status) ? status : SubscriptionStatus.Unknown,
        body.CreatedDate)
    {
        NarrowedBy = NarrowedBy(body),
        LastSuccessAt = body.LastSuccessfulAttemptDate,
    };

    /// <summary>Where a server reads back no details at all, it may send them all: deliveries tell.</summary>
    private static string? NarrowedBy(SubscriptionBody body)
    {
        var filters = AzureDevOpsNames.ServiceHooks.Filters.Select(name => (Name: name, Value: body.PublisherInputs?.GetValueOrDefault(name)));
        var details = (Name: AzureDevOpsNames.ServiceHooks.ResourceDetails, Value: body.ConsumerInputs?.GetValueOrDefault(AzureDevOpsNames.ServiceHooks.ResourceDetails));
        var set = filters.Append(details).Where(input => !string.IsNullOrEmpty(input.Value) && input.Value != AzureDevOpsNames.ServiceHooks.AllDetails);
        return DisplayText.OneLine(string.Join(", ", set.Select(input => $"{input.Name}={input.Value}")));
    }

    private static Guid? IdIn(IReadOnlyDictionary<string, string?>? inputs, string name) =>
        Guid.TryParse(inputs?.GetValueOrDefault(name), out var id) ? id : null;
}
