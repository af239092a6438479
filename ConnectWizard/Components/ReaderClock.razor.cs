using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace ConnectWizard.Components;

/// <summary>
/// The time where the reader is, for each <see cref="Timestamp"/> on a page. The browser tells its zone in a cookie; on the very first page, which was
/// asked for without one, the circuit asks for it.
/// </summary>
public sealed partial class ReaderClock
{
    private ReaderTime? _reader;
    private bool _isZoneKnown;

    /// <summary>An IANA name; null or one that is unknown is UTC.</summary>
    [Parameter]
    public string? TimeZone { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required IJSRuntime Script { get; init; }

    protected override void OnInitialized()
    {
        _reader = new ReaderTime(Time, Find(TimeZone), IsZoneLate: false);
        _isZoneKnown = _reader.Zone is not null;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender || _isZoneKnown)
            return;

        try
        {
            _reader = _reader! with { Zone = Find(await Script.InvokeAsync<string?>("connectWizard.zone")), IsZoneLate = true };
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

    /// <summary>The zone that a request's browser told; null where it told none that is known.</summary>
    public static TimeZoneInfo? ZoneOf(HttpContext context) => Find(context.Request.Cookies[App.ZoneCookie]);

    private static TimeZoneInfo? Find(string? name) => name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;
}

/// <summary>The time, and the reader's zone once it is known.</summary>
/// <param name="Clock">Tells the time.</param>
/// <param name="Zone">Null as long as the browser has not told it.</param>
/// <param name="IsZoneLate">UTC was shown before: the room for the word is kept, so that nothing moves.</param>
public sealed record ReaderTime(TimeProvider Clock, TimeZoneInfo? Zone, bool IsZoneLate);
