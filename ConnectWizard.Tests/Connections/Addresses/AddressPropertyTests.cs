using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

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
        Prop.ForAll(Texts().ToArbitrary(), text => IsStable(text)).Check(Always.WithMaxTest(20_000));

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
    public void A_million_texts_are_read_in_seconds()
    {
        var random = new Random(20261121);
        var watch = Stopwatch.StartNew();
        for (var count = 0; count < 1_000_000; count++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => Pieces[random.Next(Pieces.Length)]));
            _ = count % 2 == 0 ? (object)AddressParser.Parse(text) : PastedAddress.Parse(text);
        }

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60), "a few seconds are usual; far more means that some text is read in more than linear time");
    }

    private static Gen<string> Texts() =>
        Gen.Elements(Pieces).ListOf().Select(pieces => string.Concat(pieces));

    private static void IsStable(string text)
    {
        if (AddressParser.Parse(text).Value is not { } read)
        {
            return;
        }

        new Uri(read.Address.BaseUrl).Port.ShouldBe(read.Address.Port, text);
        read.Address.At("x y").AbsoluteUri.ShouldBe(read.Address.BaseUrl + "/x%20y", text);
        AddressParser.Parse(read.Address.BaseUrl + "/").Value.ShouldNotBeNull(text).Address.ShouldBe(read.Address, text);
        AddressParser.Parse(read.Shown).Value.ShouldNotBeNull(text).Address.ShouldBe(read.Address, text);
    }
}
