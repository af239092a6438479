using ConnectWizard.Accounts;
using ConnectWizard.Connections;
using Microsoft.AspNetCore.Components;

namespace ConnectWizard.Audit;

/// <summary>The audit trail of the installation: what was done, a page at a time, and whether it verifies.</summary>
public sealed partial class AuditPage
{
    public const int PageSize = 50;

    /// <summary>Where the pages before this one begin.</summary>
    private readonly Stack<long?> _newer = [];

    private IReadOnlyList<AuditEntry> _entries = [];
    private IReadOnlyList<Connection> _connections = [];
    private IReadOnlyList<ChainState>? _states;
    private string _text = "";
    private string _connection = "";
    private string _action = "";
    private string? _gone;
    private string? _asked;
    private long? _before;
    private bool _hasOlder;

    /// <summary>The connection to begin with.</summary>
    [SupplyParameterFromQuery(Name = "connection")]
    public string? ConnectionText { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        if (_asked is not null && _asked == (ConnectionText ?? ""))
            return;
        _asked = ConnectionText ?? "";
        var actor = await Browser.GetActorAsync(CancellationToken);
        _connections = await Connections.ListAsync(actor, CancellationToken);
        _connection = Guid.TryParseExact(ConnectionText, "D", out var id) ? id.ToString("D") : "";
        _gone = _connection.Length > 0 && _connections.All(known => known.Id.Value != id) ? _connection : null;
        await FilterAsync();
    }

    protected override async Task LoadAsync() => _states = await Trail.VerifyAsync(CancellationToken);

    private Task SearchAsync(string text)
    {
        _text = text ?? "";
        return FilterAsync();
    }

    private Task FilterAsync()
    {
        _newer.Clear();
        return ReadAsync(null);
    }

    private Task OlderAsync()
    {
        _newer.Push(_before);
        return ReadAsync(_entries[^1].Sequence);
    }

    private Task NewerAsync() => ReadAsync(_newer.Pop());

    private async Task ReadAsync(long? before)
    {
        _before = before;
        var filter = new AuditFilter(
            Guid.TryParseExact(_connection, "D", out var id) ? new ConnectionId(id) : null,
            Enum.TryParse<AuditAction>(_action, out var action) ? action : null,
            _text.Trim(),
            before);
        var found = await Trail.ListAsync(await Browser.GetActorAsync(CancellationToken), filter, PageSize + 1, CancellationToken);
        (_entries, _hasOlder) = ([.. found.Take(PageSize)], found.Count > PageSize);
    }
}
