using System.Diagnostics;
using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;
using DialledHost = ConnectWizard.Network.HostName;

namespace ConnectWizard.Connections.Addresses;

/// <summary>What holds for every text, whatever it is.</summary>
public sealed class AddressPropertyTests
{
    /// <summary>The same texts in each run; millions of others were tried with other seeds.</summary>
    private static readonly Config Always = Config.QuickThrowOnFailure.WithReplay(20261121, 77);

    private static readonly string[] Pieces =
    [
        "https://", "http://", "ssh://", "//", "s.example", "dev.azure.com", "contoso.visualstudio.com", "git@", "user:word@", ":22", ":8080", ":",
        "/", "/tfs", "/Main", "/DefaultCollection", "/_git", "/_apis", "/App", "?a=b", "#c", "%20", "%2520", "%2F", "%00", "%FF", "..", ".", " ",
        "\n", "\"", "<", "[::1]", "[", "]", "0x7f", "1", "127.0.0.1", "ü", "xn--", "。", "\ud800", "\u200b", "@", "\\", "+", "%", "v3/", "git clone ", "東京", "'", "_", "-",
    ];

    [Fact]
    public void No_text_makes_a_parser_throw() =>
        Prop.ForAll<string>(text =>
        {
            AddressParser.Parse(text);
            PastedAddress.Parse(text);
            TokenText.Clean(text);
            AddressParser.Redact(text ?? "");
            AddressParser.ParseTarget("https://s.example/" + text, text);
        }).Check(Always.WithMaxTest(5_000));

    [Fact]
    public void What_was_read_reads_the_same_again_and_makes_an_address() =>
        Prop.ForAll(Texts().ToArbitrary(), text => { IsStable(text); }).Check(Always.WithMaxTest(20_000));

    [Fact]
    public void What_was_pasted_fills_the_fields_with_what_they_read_back() =>
        Prop.ForAll(Texts().ToArbitrary(), text =>
        {
            if (PastedAddress.Parse(text) is PastedServer { Collection: { } collection } pasted && CollectionNames.Check(collection) is null)
            {
                var target = AddressParser.ParseTarget(AddressParser.Show(pasted.Address), collection).Value.ShouldNotBeNull(text).Target;
                target.Collection.ShouldBe(collection, text);
                target.Address.Host.ShouldBe(pasted.Address.Host, text);
            }
        }).Check(Always.WithMaxTest(20_000));

    [Fact]
    public void A_million_texts_are_read_in_seconds_and_read_the_same_again()
    {
        var (understood, watch) = (0, Stopwatch.StartNew());
        var options = new ParallelOptions { CancellationToken = TestContext.Current.CancellationToken };
        Parallel.For(0, 8, options, part =>
        {
            var texts = new AddressTexts(20261121 + part);
            for (var count = 0; count < 125_000; count++)
            {
                var text = texts.Next();
                PastedAddress.Parse(text);
                Interlocked.Add(ref understood, IsStable(text) ? 1 : 0);
            }
        });

        understood.ShouldBeInRange(100_000, 900_000, "a table of one kind only shows nothing");
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60), "a few seconds are usual; far more means that some text is read in more than linear time");
    }

    [Fact]
    public void Every_spelling_of_an_address_is_read_as_that_address()
    {
        var random = new Random(20261121);
        for (var count = 0; count < 100_000; count++)
        {
            var address = new IPAddress(random.NextInt64(1L << 32));
            var spelling = new AddressSpelling(random).Of(address);
            AddressParser.Parse($"https://{spelling}:8443/tfs").Value.ShouldNotBeNull(spelling).Address.Host.ShouldBe(address.ToString(), spelling);
        }
    }

    private static Gen<string> Texts() =>
        Gen.Elements(Pieces).ListOf().Select(pieces => string.Concat(pieces));

    /// <summary>What was understood is what every other reader of the address understands: the system, the dialler, and this parser again.</summary>
    /// <returns>False when the text was refused.</returns>
    private static bool IsStable(string text)
    {
        if (AddressParser.Parse(text).Value is not { } read)
            return false;

        var url = read.Address.At("x y");
        var host = read.Address.Host.Trim('[', ']');
        var isSame = (url.IdnHost, url.Port, url.UserInfo) == (host, read.Address.Port, "")
            && url.AbsoluteUri == read.Address.BaseUrl + "/x%20y"
            && DialledHost.TryNormalize(read.Address.Host, out var dialled) && dialled == host
            && AddressParser.Parse(read.Address.BaseUrl + "/").Value?.Address == read.Address
            && AddressParser.Parse(read.Shown).Value?.Address == read.Address;
        return isSame ? true : throw new InvalidOperationException($"Not stable: {text} as {read.Address}, shown as {read.Shown}");
    }
}
