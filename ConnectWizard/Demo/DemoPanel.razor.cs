using System.Globalization;
using ConnectWizard.Accounts;
using ConnectWizard.Components;
using ConnectWizard.Profiles;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;

namespace ConnectWizard.Demo;

/// <summary>The guided tour, docked below the page so that it covers nothing; and the notice while the samples are set up.</summary>
public sealed partial class DemoPanel
{
    /// <summary>The parameter that leads to a step, and the key under which the tab keeps it.</summary>
    private const string Key = "tour";

    /// <summary>The pages of the steps. The second is the profile with the broken webhook.</summary>
    private static readonly string[] Paths = ["/", "", "/connect", "/check", "/demo/builds"];

    private ElementReference _heading;
    private int? _step;
    private int? _shownStep;
    private string _profilePath = "/";

    /// <summary>The page whose beginning is in view.</summary>
    private string _path = "";

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IBrowserIdentity Browser { get; init; }

    [Inject]
    public required ProfileService Profiles { get; init; }

    [Inject]
    public required IJSRuntime Script { get; init; }

    [Inject]
    public required PageScript PageScript { get; init; }

    [Inject]
    public required IStringLocalizer<DemoPanel> Text { get; init; }

    private Uri Location => new(Navigation.Uri);

    public override ValueTask DisposeAsync()
    {
        Navigation.LocationChanged -= HandleLocationChanged;
        Seed.Changed -= HandleSeedChanged;
        return base.DisposeAsync();
    }

    protected override async Task OnInitializedAsync()
    {
        Navigation.LocationChanged += HandleLocationChanged;
        Seed.Changed += HandleSeedChanged;
        await ReadAsync(QueryHelpers.ParseQuery(Location.Query).GetValueOrDefault(Key));
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        await BeginAtTopAsync();
        if (firstRender && _step is null && await Script.InvokeAsync<string?>("sessionStorage.getItem", CancellationToken, Key) is { } kept)
        {
            await ReadAsync(kept);
            _shownStep = _step;
            StateHasChanged();
        }
        else if (_step is { } step && _step != _shownStep)
        {
            _shownStep = step;
            await Script.InvokeVoidAsync("sessionStorage.setItem", CancellationToken, Key, step);
            await _heading.FocusAsync(preventScroll: true);
        }
    }

    /// <summary>While the tour is docked the page scrolls in a part of the window, which browsers leave as it was when another page comes.</summary>
    private async Task BeginAtTopAsync()
    {
        var isAnother = _path.Length > 0 && _path != Location.AbsolutePath;
        _path = Location.AbsolutePath;
        if (isAnother && _step is not null)
            await PageScript.CallAsync(Assets["js/shell.js"], "bringIntoView", ["main"], CancellationToken);
    }

    private string PathOf(int step) => $"{(step == 2 ? _profilePath : Paths[step - 1])}?{Key}={step}";

    /// <summary>A page of another step, or one that people go to themselves: then the step stays, but for the last one, which ends with its page.</summary>
    private async Task ReadAsync(string? text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var step) && step >= 1 && step <= Paths.Length)
            _step = step;
        if (_step is null)
            return;
        var all = await Profiles.ListAsync(await Browser.GetActorAsync(CancellationToken), CancellationToken);
        var sample = all.FirstOrDefault(profile => profile.Name == SeedConnection.Broken.Profiles[0].Name);
        _profilePath = all.Count == 0 ? "/" : $"/profiles/{(sample ?? all[0]).Id}";
    }

    private async Task EndAsync()
    {
        await ForgetAsync();
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter(Key, (int?)null), replace: true);
        await PageScript.CallAsync(Assets["js/shell.js"], "focusOn", ["tour-start"], CancellationToken);
    }

    private async Task ForgetAsync()
    {
        (_step, _shownStep) = (null, null);
        await Script.InvokeVoidAsync("sessionStorage.removeItem", CancellationToken, Key);
    }

    private Task HandleKeyAsync(KeyboardEventArgs e) => e.Key == "Escape" ? EndAsync() : Task.CompletedTask;

    private void HandleLocationChanged(object? sender, LocationChangedEventArgs e) => _ = InvokeAsync(async () =>
    {
        await ReadAsync(QueryHelpers.ParseQuery(Location.Query).GetValueOrDefault(Key));
        if (_step == Paths.Length && Location.AbsolutePath != Paths[^1])
            await ForgetAsync();
        StateHasChanged();
    });

    /// <summary>The dashboard shows what there was when it was opened.</summary>
    private void HandleSeedChanged(object? sender, EventArgs e) => _ = InvokeAsync(async () =>
    {
        // Not by the navigation manager: where the page is gone before it hears of the end, it reports that as an error of the circuit.
        if (!Seed.IsRunning && Location.AbsolutePath == "/")
            await Script.InvokeVoidAsync("location.reload", CancellationToken);
        else
            StateHasChanged();
    });
}
