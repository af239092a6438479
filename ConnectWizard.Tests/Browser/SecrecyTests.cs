using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ConnectWizard.Browser;

/// <summary>The token is in no markup, address, frame to the browser, log line or byte of a file.</summary>
public sealed class SecrecyTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    private readonly ConcurrentQueue<byte[]> _received = new();
    private readonly ConcurrentQueue<string> _urls = new();

    [Fact]
    public async Task The_token_leaves_the_browser_once_and_is_seen_nowhere_again()
    {
        Assert.SkipWhen(Product is null, "Somebody else's log and files cannot be searched.");
        Page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => _received.Enqueue(frame.Binary ?? Encoding.UTF8.GetBytes(frame.Text ?? ""));
        Page.Context.Request += (_, request) => _urls.Enqueue(request.Url);
        var token = World.Token("full");
        var check = await Wizard.PassCheckAsync(World, name: "Secret");
        await check.ContinueAsync();
        await Wizard.Picker.Rows.First.WaitForAsync();
        var markup = new StringBuilder(await Page.ContentAsync());
        await Page.GoBackAsync();
        await check.ShouldPassAsync();
        await Page.ReloadAsync();
        await check.ShouldPassAsync();
        markup.Append(await Page.ContentAsync());

        markup.ToString().ShouldNotContain(token);
        _urls.ShouldAllBe(url => !url.Contains(token));
        _received.Count.ShouldBePositive();
        _received.ShouldAllBe(frame => !Contains(frame, token));
        Product!.Log.ShouldNotContain(token);
        FilesWith(token).ShouldBeEmpty();
    }

    /// <summary>Each render of a field may send its value back: that of a token, and of an address with a password, must not.</summary>
    [Fact]
    public async Task What_is_typed_in_a_form_that_is_refused_does_not_come_back()
    {
        Page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => _received.Enqueue(frame.Binary ?? Encoding.UTF8.GetBytes(frame.Text ?? ""));
        var form = await Wizard.StartServerAsync();
        await form.Token.FillAsync("typed-token-0123456789");
        await form.ServerUrl.FillAsync("https://somebody:typed-password@azure.spacetech.example");
        await form.SubmitAsync();
        await Expect(form.Error("name")).ToBeVisibleAsync();
        await Expect(form.Name).ToBeFocusedAsync();
        await Expect(form.ServerUrl).ToHaveValueAsync("https://azure.spacetech.example");

        _received.Count.ShouldBePositive();
        _received.ShouldAllBe(frame => !Contains(frame, "typed-token-0123456789") && !Contains(frame, "typed-password"));
    }

    [Fact]
    public async Task A_trace_that_is_kept_holds_no_token()
    {
        var token = World.Token("full");
        var form = await Wizard.StartServerAsync();
        await form.FillAsync("Traced", DemoWorld.Server, "DefaultCollection", token);
        var file = Path.Combine(Directory.CreateTempSubdirectory("trace-").FullName, "trace.zip");

        await FailureTrace.KeepAsync(Page.Context, file, World.Tokens);

        var entries = ReadEntries(file);
        entries.ShouldContain(entry => Contains(entry, new string('*', token.Length)));
        entries.ShouldAllBe(entry => !Contains(entry, token));
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    private static List<byte[]> ReadEntries(string file)
    {
        using var archive = ZipFile.OpenRead(file);
        return [.. archive.Entries.Select(entry =>
        {
            using var stream = entry.Open();
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return bytes.ToArray();
        })];
    }

    /// <summary>Plain, as UTF-16 and as the Basic credential it travels as. The emulated world is the other side and may know it.</summary>
    private IEnumerable<string> FilesWith(string token) =>
        from file in Directory.EnumerateFiles(Product!.Folder, "*", SearchOption.AllDirectories)
        where !file.Contains("azure-devops", StringComparison.Ordinal) && Contains(OpenFile.Read(file), token)
        select file;

    private static bool Contains(byte[] bytes, string token) =>
        new[] { Encoding.UTF8.GetBytes(token), Encoding.Unicode.GetBytes(token), Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.ASCII.GetBytes(":" + token))) }
            .Any(form => bytes.AsSpan().IndexOf(form) >= 0);
}
