using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using Shouldly;
using Xunit;

namespace ConnectWizard.Components.Layout;

public sealed class MainLayoutTests : BunitContext
{
    [Theory]
    [InlineData("connect/abc/check?x=1", "/connect/abc/check?x=1#main")]
    [InlineData("/evil.example", "/evil.example#main")]
    [InlineData("//evil.example/x", "/evil.example/x#main")]
    [InlineData("/\\evil.example", "/evil.example#main")]
    public void The_skip_link_stays_on_this_page_and_on_this_site(string path, string link)
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLocalization().AddMudServices();
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        Services.GetRequiredService<NavigationManager>().NavigateTo($"http://localhost/{path}");

        Render<MainLayout>().Find("a.skip").GetAttribute("href").ShouldBe(link);
    }
}
