using System.Diagnostics.CodeAnalysis;
using ConnectWizard.Accounts;
using ConnectWizard.Components;
using ConnectWizard.Connections;
using Microsoft.AspNetCore.Components;

namespace ConnectWizard.Notifications;

/// <summary>What was sent, is to be sent, and could not be; of one connection or of all.</summary>
public sealed partial class NotificationsPage
{
    public const int PageSize = 50;

    /// <summary>How often, and for how long, what is shown as queued is read again.</summary>
    private static readonly TimeSpan ReadInterval = TimeSpan.FromSeconds(2);
    private const int MaxReads = 30;

    /// <summary>Null until they are read.</summary>
    private IReadOnlyList<Notification>? _notifications;
    private Connection? _connection;
    private string? _asked;
    private bool _hasOlder;
    private int _shown = PageSize;
    private int _readsLeft;
    private bool _isFollowing;

    [SupplyParameterFromQuery(Name = "connection")]
    public string? ConnectionText { get; set; }

    [CascadingParameter]
    public ReaderTime? Reader { get; set; }

    /// <summary>The last mail that was tried, where it didn't get through and none did since.</summary>
    private Notification? Failing
    {
        get
        {
            var mails = _notifications?.Where(it => it is { Channel: NotificationChannel.Mail, Attempts: > 0 }).ToList() ?? [];
            return mails.Find(it => it.State != NotificationState.Sent) is { } failed && !mails.Exists(it => it.State == NotificationState.Sent && it.EndedAt >= failed.CreatedAt) ? failed : null;
        }
    }

    public static string Url(ConnectionId connection) => $"/notifications?connection={connection}";

    protected override async Task OnParametersSetAsync()
    {
        if (_asked is not null && _asked == (ConnectionText ?? ""))
            return;
        (_asked, _shown) = (ConnectionText ?? "", PageSize);
        _connection = Guid.TryParseExact(ConnectionText, "D", out var id)
            ? await Connections.FindAsync(await Browser.GetActorAsync(CancellationToken), new ConnectionId(id), CancellationToken)
            : null;
        await ReadAsync();
        if (RendererInfo.IsInteractive)
            await FollowAsync();
    }

    private async Task ReadAsync()
    {
        var found = await Service.ListSentAsync(await Browser.GetActorAsync(CancellationToken), _connection?.Id, _shown + 1, CancellationToken);
        (_notifications, _hasOlder) = ([.. found.Take(_shown)], found.Count > _shown);
    }

    private Task OlderAsync() => WhileBusyAsync(() =>
    {
        _shown += PageSize;
        return ReadAsync();
    });

    private async Task TestAsync()
    {
        await WhileBusyAsync(async () =>
        {
            await Service.SendTestAsync(await Browser.GetActorAsync(CancellationToken), CancellationToken);
            await ReadAsync();
        });
        await FollowAsync();
    }

    /// <summary>What is queued is usually sent within seconds.</summary>
    private async Task FollowAsync()
    {
        StateHasChanged();
        _readsLeft = MaxReads;
        if (_isFollowing)
            return;
        _isFollowing = true;
        try
        {
            for (; _readsLeft > 0 && _notifications!.Any(notification => notification is { State: NotificationState.Queued, Attempts: 0 }); _readsLeft--)
            {
                await Task.Delay(ReadInterval, Clock, CancellationToken);
                await ReadAsync();
                StateHasChanged();
            }
        }
        catch (OperationCanceledException) when (CancellationToken.IsCancellationRequested)
        {
            // The page has been left.
        }
        finally
        {
            _isFollowing = false;
        }
    }

    [SuppressMessage("Globalization", "CA1308", Justification = "Names in a page are written in lower case.")]
    private static string NameOf(NotificationState state) => state.ToString().ToLowerInvariant();

    private static Tone ToneOf(NotificationState state) => state switch
    {
        NotificationState.Sent => Tone.Good,
        NotificationState.Failed => Tone.Bad,
        NotificationState.Queued => Tone.Accent,
    };
}
