using System.Globalization;
using System.Text.RegularExpressions;
using ConnectWizard.Browser.Pages;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ConnectWizard.Browser;

/// <summary>The picker as only a browser can show it: the keyboard over rows that do not all exist, scrolling, and what the emulator answers.</summary>
public sealed class PickerTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    [Fact]
    public async Task The_keyboard_goes_from_the_search_into_the_rows_and_back()
    {
        var picker = await OpenAsync("DefaultCollection");
        await picker.Search.PressAsync("ArrowDown");
        await Expect(picker.Rows.First).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("ArrowDown");
        await Expect(picker.Rows.Nth(1)).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("ArrowUp");
        await Page.Keyboard.PressAsync("ArrowUp");
        await Expect(picker.Search).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Typing_tabbing_and_enter_choose_the_best_match()
    {
        var picker = await OpenAsync("DefaultCollection");
        await picker.Search.FillAsync("gnc-core guid");
        await Expect(picker.Rows.First).ToHaveAttributeAsync("data-repo", "gnc-core");
        await picker.Search.PressAsync("Tab");
        await Expect(picker.Rows.First).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Page.ArriveAtAsync("review");
        await Expect(Wizard.Review.ProfileName).ToHaveValueAsync(new Regex("^gnc-core", RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task Enter_chooses_the_only_match_and_none_of_several()
    {
        var picker = await OpenAsync("DefaultCollection");
        await picker.Search.FillAsync("gnc-core");
        await Expect(picker.Rows.Nth(1)).ToBeVisibleAsync();
        await picker.Search.PressAsync("Enter");
        await Expect(picker.Search).ToBeFocusedAsync();
        await picker.Search.FillAsync("suit-telemetry");
        await picker.Search.PressAsync("Enter");
        await Page.ArriveAtAsync("review");
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task Arrow_down_faster_than_the_matches_still_ends_on_one_of_them()
    {
        var picker = await OpenAsync("DefaultCollection");
        await picker.Search.FillAsync("gnc-core");
        await picker.Search.PressAsync("ArrowDown");
        await Expect(Page.Locator("[data-testid=repo-row]:focus")).ToHaveAttributeAsync("data-repo", "gnc-core");
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task Arrow_down_before_the_list_listens_is_made_up_for()
    {
        var mayLoad = new TaskCompletionSource();
        await Page.RouteAsync("**/repository-list*.js", async route =>
        {
            await mayLoad.Task;
            await route.ContinueAsync();
        });
        var picker = await OpenAsync("DefaultCollection");
        await picker.Search.PressAsync("ArrowDown");
        mayLoad.SetResult();
        await Expect(picker.Rows.First).ToBeFocusedAsync();
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task End_and_home_reach_rows_that_were_not_in_the_page()
    {
        var picker = await OpenAsync("Flight Systems");
        var total = int.Parse((await picker.Count.GetAttributeAsync("data-total"))!, CultureInfo.InvariantCulture);
        (await picker.Rows.CountAsync()).ShouldBeLessThan(total);
        await picker.Search.PressAsync("ArrowDown");
        await Expect(picker.Rows.First).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("End");
        var last = Page.Locator("[data-testid=repo-row]:focus");
        await Expect(last).ToHaveAttributeAsync("aria-posinset", (await last.GetAttributeAsync("aria-setsize"))!);
        await Page.Keyboard.PressAsync("PageUp");
        await Expect(last).Not.ToHaveAttributeAsync("aria-posinset", (await last.GetAttributeAsync("aria-setsize"))!);
        await Page.Keyboard.PressAsync("Home");
        await Expect(last).ToHaveAttributeAsync("aria-posinset", "1");
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task The_repository_of_a_pasted_address_is_marked_and_in_view()
    {
        var form = await Wizard.StartServerAsync();
        await form.Paste.FillAsync($"{DemoWorld.Server}/Flight%20Systems/Titan%20Thermal/_git/titan-thermal");
        await form.Name.FillAsync("Pasted");
        await form.Token.FillAsync(World.Token("full"));
        var check = await form.SubmitAsync();
        await check.ShouldPassAsync();
        var picker = await check.ContinueAsync();
        await Expect(Page.GetByTestId("repo-pasted")).ToContainTextAsync("Titan Thermal/titan-thermal. It is marked in the list.");
        await Expect(picker.Row("titan-thermal")).ToBeInViewportAsync();
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task A_row_is_brought_into_view_in_a_list_that_was_too_short_to_scroll_there()
    {
        var picker = await OpenAsync("DefaultCollection");
        await Expect(picker.Count).ToHaveAttributeAsync("data-complete", "true");

        await Page.EvaluateAsync(
            """
            async () => {
              const script = performance.getEntriesByType('resource').find(entry => entry.name.includes('repository-list')).name;
              const list = document.querySelector('.repos');
              const rest = list.lastElementChild;
              const height = rest.style.height;
              rest.style.height = '0px';
              (await import(script)).reveal(list.id, '120');
              rest.style.height = height;
            }
            """);

        await Expect(Page.Locator("[data-position='120']").Or(Page.Locator("[data-position='121']")).First).ToBeInViewportAsync();
    }

    [Fact]
    public async Task What_cannot_be_picked_is_greyed_with_its_reason()
    {
        var picker = await OpenAsync("DefaultCollection");
        foreach (var (search, reason) in ((string, string)[])[("console-legacy", "Disabled"), ("procedures-next", "Empty"), ("tower-cameras", "maintenance"), ("legacy avionics", "TFVC only")])
        {
            await picker.Search.FillAsync(search);
            await Expect(picker.Rows).ToHaveCountAsync(1);
            await Expect(picker.Rows).ToContainTextAsync(reason);
            await Expect(picker.Rows).ToHaveAttributeAsync("data-selectable", "false");
        }
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task The_server_is_asked_about_a_name_that_nothing_matches()
    {
        (string Search, string Explanation)[] asked =
        [
            ("no-such-thing", "The server shows this account no repository named no-such-thing."),
            ("Simulation/gnc-core", "Other projects have one:"),
            ("Nowhere/no-such-thing", "There is no project Nowhere that this account may see."),
            ("Mission Control/no-such-thing", "The account of this connection can't see a repository no-such-thing in Mission Control."),
        ];
        var picker = await OpenAsync("DefaultCollection");
        foreach (var (search, explanation) in asked)
        {
            await picker.Search.FillAsync(search);
            await Expect(picker.Missing).ToContainTextAsync(explanation);
        }
    }

    private async Task<PickerModel> OpenAsync(string collection)
    {
        var check = await Wizard.PassCheckAsync(World, collection: collection);
        var picker = await check.ContinueAsync();
        await Expect(picker.Count).ToHaveAttributeAsync("data-complete", "true");
        return picker;
    }
}
