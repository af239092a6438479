using System.Data.Common;
using System.Threading.RateLimiting;
using ConnectWizard.Connections;

namespace ConnectWizard.ServiceHooks.Receiving;

/// <summary>Judges deliveries by the secret before the body is read, then by ids. It talks to the store alone, so the answer takes milliseconds.</summary>
internal sealed class HookReceiver(
    IHookStore hooks, DeliveryBuffer buffer, DeliveryReceipts receipts, DeliveryRates rates, RefusedDeliveries refused, IPolling polling, TimeProvider time, ILogger<HookReceiver> logger)
{
    /// <summary>Azure DevOps' limit (2 MB) and a little, for it may count otherwise.</summary>
    public const int MaxBodyBytes = 2 * 1024 * 1024 + 64 * 1024;

    private static readonly TimeSpan MismatchInterval = TimeSpan.FromMinutes(1);

    /// <summary>Longer than Azure DevOps tries to deliver (a day and a half).</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(7);

    /// <summary>Answers a delivery; what is answered as stored is on the disk.</summary>
    /// <param name="readBody">Null when the body is too large.</param>
    public async Task<DeliveryResponse> ReceiveAsync(
        string id, string? presented, Func<CancellationToken, Task<ReadOnlyMemory<byte>?>> readBody, CancellationToken cancellationToken)
    {
        try
        {
            if (!Guid.TryParseExact(id, "D", out var guid) || await hooks.FindForDeliveryAsync(new HookId(guid), cancellationToken) is not { } hook)
            {
                WebhooksLog.UnknownHook(logger);
                return DeliveryResponse.Unknown;
            }

            return hook.Accepts(presented)
                ? await JudgeAsync(hook.Hook, readBody, cancellationToken)
                : await RefuseAsync(hook.Hook, presented is not null, cancellationToken);
        }
        catch (DbException e)
        {
            WebhooksLog.DeliveriesNotStored(logger.ExceptOutage(e), e);
            return DeliveryResponse.Busy;
        }
    }

    /// <summary>A hook's address is no secret: whoever knows it must neither fill the log nor slow the store.</summary>
    private async Task<DeliveryResponse> RefuseAsync(Hook hook, bool isPresented, CancellationToken cancellationToken)
    {
        await refused.AddAsync(hook);
        if (time.GetUtcNow() - hook.MismatchAt < MismatchInterval)
            return DeliveryResponse.WrongSecret;
        WebhooksLog.WrongSecret(logger, hook.Id, isPresented ? "wrong" : "missing");
        await hooks.SecretMismatchAsync(hook.Id, cancellationToken);
        receipts.CheckSoon();
        return DeliveryResponse.WrongSecret;
    }

    private async Task<DeliveryResponse> JudgeAsync(
        Hook hook, Func<CancellationToken, Task<ReadOnlyMemory<byte>?>> readBody, CancellationToken cancellationToken)
    {
        using var permit = rates.Take(hook.Id);
        if (!permit.IsAcquired)
            return Log(DeliveryResponse.Busy, hook);
        if (await readBody(cancellationToken) is not { } body)
            return NotKept(DeliveryResponse.TooLarge, hook);
        var now = time.GetUtcNow();
        if (HookEvent.TryRead(body.Span) is not { } read)
            return Log(DeliveryResponse.Unreadable, hook);
        if (read.Subscription is { } subscription && hook.Subscription is { } ours && subscription != ours)
            return NotKept(DeliveryResponse.NotKept, hook);
        var kind = KindOf(read, hook);
        receipts.Add(hook, read.Subscription, kind, now);
        if (kind == DeliveryKind.Unreadable)
            return NotKept(DeliveryResponse.WithoutDetails, hook);
        if (kind == DeliveryKind.Test)
            return DeliveryResponse.Test;
        if (read.IsTruncated || hook.State == HookState.Broken)
            polling.RequestPoll(hook.Connection);
        if (read.ToRepositoryEvent(now) is not { } happened || read.CreatedDate < now - MaxAge)
            return NotKept(DeliveryResponse.NotKept, hook);
        var delivery = new Delivery(Guid.CreateVersion7(now), hook.Workspace, hook.Id, read.Id!.Value, hook.Connection, hook.RepositoryId, happened);
        return await buffer.StoreAsync(delivery, cancellationToken) ? DeliveryResponse.Stored : DeliveryResponse.Busy;
    }

    private static DeliveryKind KindOf(HookEvent read, Hook hook) => read switch
    {
        { Subscription: null } => DeliveryKind.Test,
        { IsUnreadable: true } => DeliveryKind.Unreadable,
        _ => read.Resource!.Repository!.Id == hook.RepositoryId ? DeliveryKind.Event : DeliveryKind.Test,
    };

    private DeliveryResponse NotKept(DeliveryResponse answer, Hook hook)
    {
        polling.RequestPoll(hook.Connection);
        return Log(answer, hook);
    }

    private DeliveryResponse Log(DeliveryResponse answer, Hook hook)
    {
        WebhooksLog.NotKept(logger, hook.Id, answer.Status, answer.Text);
        return answer;
    }
}

/// <summary>
/// Azure DevOps disables a hook at once for 410, repeats a delivery eight times within three minutes for 408, 502, 503 and 504, and puts a hook
/// on probation for any other failure, during which new events are lost (Microsoft's documentation, "Troubleshoot service hooks"). So a delivery
/// with the right secret is answered with success, kept or not; for what is not kept the refs are polled.
/// </summary>
/// <param name="Kind">For telemetry.</param>
/// <param name="Text">For the hook's history at Azure DevOps: the same for everybody.</param>
internal sealed record DeliveryResponse(string Kind, int Status, string Text)
{
    public static DeliveryResponse Stored { get; } = new("stored", StatusCodes.Status200OK, "Stored.");
    public static DeliveryResponse Test { get; } = new("test", StatusCodes.Status200OK, "Received. This is a test, so nothing is built.");

    /// <summary>Of another subscription or repository, of a kind that is not built, or too old.</summary>
    public static DeliveryResponse NotKept { get; } = new("not_kept", StatusCodes.Status200OK, "Not kept: this event is not one that this hook is for.");

    /// <summary>The refs are polled, and the hook isn't called working.</summary>
    public static DeliveryResponse WithoutDetails { get; } = new("without_details", StatusCodes.Status200OK, "Received, but it does not say what happened. Resource details to send has to be All.");

    /// <summary>The right secret, and no JSON of an event: Azure DevOps did not send it.</summary>
    public static DeliveryResponse Unreadable { get; } = new("unreadable", StatusCodes.Status400BadRequest, "This is not an event.");

    /// <summary>Probation is right: what this hook delivers is not taken until it is repaired.</summary>
    public static DeliveryResponse WrongSecret { get; } = new("wrong_secret", StatusCodes.Status401Unauthorized, "The secret is not this hook's.");

    /// <summary>A hook is known before it is created, so this one was deleted: disabled at once is right.</summary>
    public static DeliveryResponse Unknown { get; } = new("unknown", StatusCodes.Status410Gone, "There is no such hook.");

    public static DeliveryResponse TooLarge { get; } = new("too_large", StatusCodes.Status413PayloadTooLarge, "An event has at most 2 MB.");
    public static DeliveryResponse Busy { get; } = new("busy", StatusCodes.Status503ServiceUnavailable, "Busy. Send it again.");
}

/// <summary>Bounds what one hook may deliver. All pushes of a day may come at once when Azure DevOps was away.</summary>
internal sealed class DeliveryRates : IDisposable
{
    public const int Burst = 20_000;

    /// <summary>With what is stored of one, less than a gigabyte a day.</summary>
    public const int PerSecond = 10;

    /// <summary>Bodies of one hook that are read at once, each up to 2 MB. Azure DevOps sends one after the other.</summary>
    public const int MaxConcurrency = 64;

    private readonly PartitionedRateLimiter<HookId> _limiter = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<HookId, HookId>(id =>
            RateLimitPartition.GetConcurrencyLimiter(id, _ => new ConcurrencyLimiterOptions { PermitLimit = MaxConcurrency, QueueLimit = 0 })),
        PartitionedRateLimiter.Create<HookId, HookId>(id => RateLimitPartition.GetTokenBucketLimiter(id, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = Burst,
            TokensPerPeriod = PerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        })));

    public RateLimitLease Take(HookId hook) => _limiter.AttemptAcquire(hook);

    public void Dispose() => _limiter.Dispose();
}
