using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace ConnectWizard.Components;

/// <summary>
/// The time where the reader is, for each <see cref="Timestamp"/> on a page; it moves on every minute. The browser tells its zone in a cookie; on the
/// very first page, which was asked for without one, the circuit asks for it.
/// </summary>
public sealed partial class ReaderClock : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMinutes(1);

    private ReaderTime _now = new(default, Zone: null, IsZoneLate: false);
    private ITimer? _timer;

    /// <summary>An IANA name; null or one that is unknown is UTC.</summary>
    [Parameter]
    public string? TimeZone { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required IJSRuntime Script { get; init; }

    public void Dispose() => _timer?.Dispose();

    protected override void OnInitialized() => _now = new ReaderTime(Time.GetUtcNow(), Find(TimeZone), IsZoneLate: false);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;

        _timer = Time.CreateTimer(_ => { _ = InvokeAsync(MoveOn); }, state: null, Tick, Tick);
        if (_now.Zone is not null)
            return;

        try
        {
            _now = _now with { Zone = Find(await Script.InvokeAsync<string?>("connectWizard.zone")), IsZoneLate = true };
            StateHasChanged();
        }
        catch (JSException)
        {
            // A browser that does not tell: UTC.
        }
        catch (JSDisconnectedException)
        {
            // The page is gone.
        }
    }

    private static TimeZoneInfo? Find(string? name) => name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;

    private void MoveOn()
    {
        _now = _now with { Now = Time.GetUtcNow() };
        StateHasChanged();
    }
}

/// <summary>The time, and the reader's zone once it is known.</summary>
/// <param name="Now">In UTC.</param>
/// <param name="Zone">Null as long as the browser has not told it.</param>
/// <param name="IsZoneLate">UTC was shown before: the room for the word is kept, so that nothing moves.</param>
public sealed record ReaderTime(DateTimeOffset Now, TimeZoneInfo? Zone, bool IsZoneLate);
