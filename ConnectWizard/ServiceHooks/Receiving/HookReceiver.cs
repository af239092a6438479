using System.Data.Common;
using ConnectWizard.Polling;

namespace ConnectWizard.ServiceHooks.Receiving;

/// <summary>
/// Judges deliveries: by the secret first, before a byte of the body is read, and then by ids, never by name or address, for one organization has
/// several of these. It talks to the store alone, so that the answer takes milliseconds.
/// </summary>
internal sealed class HookReceiver(
    IHookDeliveries hooks, DeliveryBuffer intake, DeliveryReceipts receipts, DeliveryRates rates, PollRequests looks, TimeProvider time, ILogger<HookReceiver> logger)
{
    /// <summary>Azure DevOps' limit (2 MB) and a little, for it may count otherwise.</summary>
    public const int MaxBodyBytes = 2 * 1024 * 1024 + 64 * 1024;

    /// <summary>How often a hook's wrong secrets are noted.</summary>
    private static readonly TimeSpan MismatchInterval = TimeSpan.FromMinutes(1);

    /// <summary>Longer than Azure DevOps tries to deliver (a day and a half).</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(7);

    /// <summary>Answers a delivery; what is answered as stored is on the disk.</summary>
    /// <param name="id">The hook that the address names, as text.</param>
    /// <param name="presented">The secret that came along, if one did.</param>
    /// <param name="readBody">Reads the body; null when it is too large.</param>
    /// <param name="cancellationToken">The caller has left.</param>
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
            WebhooksLog.DeliveriesNotStored(logger, e);
            return DeliveryResponse.Busy;
        }
    }

    /// <summary>A hook's address is no secret: whoever knows it must neither fill the log nor hold the store up.</summary>
    private async Task<DeliveryResponse> RefuseAsync(Hook hook, bool isPresented, CancellationToken cancellationToken)
    {
        if (time.GetUtcNow() - hook.MismatchAt < MismatchInterval)
            return DeliveryResponse.WrongSecret;
        WebhooksLog.WrongSecret(logger, hook.Id, isPresented ? "wrong" : "missing");
        await hooks.SecretMismatchAsync(hook.Id, cancellationToken);
        return DeliveryResponse.WrongSecret;
    }

    private async Task<DeliveryResponse> JudgeAsync(
        Hook hook, Func<CancellationToken, Task<ReadOnlyMemory<byte>?>> readBody, CancellationToken cancellationToken)
    {
        using var place = rates.Take(hook.Id);
        if (!place.IsAcquired)
            return Log(DeliveryResponse.Busy, hook);
        if (await readBody(cancellationToken) is not { } body)
            return NotKept(DeliveryResponse.TooLarge, hook);
        var now = time.GetUtcNow();
        if (!HookEvent.TryRead(body.Span, now, out var read))
            return Log(DeliveryResponse.Unreadable, hook);
        if (read.Subscription is { } subscription && hook.Subscription is { } ours && subscription != ours)
            return NotKept(DeliveryResponse.NotKept, hook);
        receipts.Add(hook, read.Subscription, now);
        if (read.Subscription is null || read.Repository != hook.RepositoryId)
            return DeliveryResponse.Test;
        if (read.IsCut || hook.State == HookState.Broken)
            looks.Add(hook.Connection);
        if (read.Happened is not { } happened || read.CreatedAt < now - MaxAge)
            return NotKept(DeliveryResponse.NotKept, hook);
        var delivery = new Delivery(Guid.CreateVersion7(now), hook.Workspace, hook.Id, read.Id, hook.Connection, hook.RepositoryId, happened);
        return await intake.StoreAsync(delivery, cancellationToken) ? DeliveryResponse.Stored : DeliveryResponse.Busy;
    }

    private DeliveryResponse NotKept(DeliveryResponse answer, Hook hook)
    {
        looks.Add(hook.Connection);
        return Log(answer, hook);
    }

    private DeliveryResponse Log(DeliveryResponse answer, Hook hook)
    {
        WebhooksLog.NotKept(logger, hook.Id, answer.Status, answer.Text);
        return answer;
    }
}
