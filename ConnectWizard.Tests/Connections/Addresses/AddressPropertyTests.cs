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
    /// <summary>The same texts in each run.</summary>
    private static readonly Config Always = Config.QuickThrowOnFailure.WithReplay(20261121, 77);

    private static readonly string[] Pieces =
    [
        "https://", "http://", "ssh://", "//", "s.example", "dev.azure.com", "contoso.visualstudio.com", "git@", "user:word@", ":22", ":8080", ":",
        "/", "/tfs", "/Main", "/DefaultCollection", "/_git", "/_apis", "/App", "?a=b", "#c", "%20", "%2520", "%2F", "%00", "%FF", "..", ".", " ",
        "\n", "\"", "<", "[::1]", "[", "]", "0x7f", "1", "127.0.0.1", "ü", "xn--", "。", "\ud800", "\u200b", "@", "\\", "+", "%", "v3/", "git clone ", "東京", "'", "_", "-",
    ];

    /// <summary>Texts that make a careless parser read them again and again.</summary>
    public static TheoryData<string, string> Shapes => new()
    {
        { "https://s.example/", "a/" }, { "https://s.example/", "../" }, { "https://s.example/", "%20" }, { "https://s.example/", "_git/" },
        { "https://s.example/", "\u200b" }, { "https://", "a." }, { "https://", "1." }, { "https://", "me@" }, { "https://", "[" }, { "https://", ":" },
        { "", "\"" }, { "", "' " }, { "", "< " }, { "", "git@s.example:a " }, { "", "https://s.example/a " }, { "", "\ud800" },
    };

    [Theory]
    [InlineData(1_500)]
    [InlineData(5_000, Traits = ["Kind", "Deep"])]
    public void No_text_makes_a_parser_throw(int count) =>
        Prop.ForAll<string>(text =>
        {
            AddressParser.ParseServerUrl(text);
            AddressParser.ParsePasted(text);
            TokenText.Clean(text);
            AddressParser.Redact(text ?? "");
            ParsedTarget.Parse("https://s.example/" + text, text);
        }).Check(Always.WithMaxTest(count));

    [Theory]
    [InlineData(1_500)]
    [InlineData(5_000, Traits = ["Kind", "Deep"])]
    public void What_was_read_reads_the_same_again_and_makes_an_address(int count) =>
        Prop.ForAll(Texts().ToArbitrary(), text => { IsStable(text); }).Check(Always.WithMaxTest(count));

    [Theory]
    [InlineData(1_500)]
    [InlineData(5_000, Traits = ["Kind", "Deep"])]
    public void What_was_pasted_means_what_the_fields_that_it_fills_read_back(int count) =>
        Prop.ForAll(Texts().ToArbitrary(), text => { IsReadBack(AddressParser.ParsePasted(text)); }).Check(Always.WithMaxTest(count));

    [Fact]
    public void A_few_thousand_texts_are_read_the_same_again() => Sweep(seed: 20261121, texts: 4_000).ShouldBeInRange(400, 3_600, "a table of one kind only shows nothing");

    [Fact]
    [Trait("Kind", "Deep")]
    public void A_million_texts_are_read_the_same_again()
    {
        var understood = 0;
        var options = new ParallelOptions { CancellationToken = TestContext.Current.CancellationToken };
        Parallel.For(0, 8, options, part => Interlocked.Add(ref understood, Sweep(20261121 + part, 125_000)));

        understood.ShouldBeInRange(100_000, 900_000, "a table of one kind only shows nothing");
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_text_of_twice_the_length_takes_about_twice_the_work(string start, string repeated)
    {
        var text = start + string.Concat(Enumerable.Repeat(repeated, 800 / repeated.Length));
        var twice = text + text[start.Length..];

        WorkFor(twice).ShouldBeLessThan((WorkFor(text) * 5 / 2) + 4096);
    }

    [Theory]
    [InlineData("25")]
    [InlineData("%3")]
    public void The_work_for_text_that_is_encoded_a_thousand_times_is_bounded(string repeated) =>
        WorkFor("https://s.example/%" + string.Concat(Enumerable.Repeat(repeated, 1_000)) + "41").ShouldBeLessThan(100_000_000);

    [Fact]
    public void Every_spelling_of_an_address_is_read_as_that_address()
    {
        var random = new Random(20261121);
        for (var count = 0; count < 5_000; count++)
        {
            var address = new IPAddress(random.NextInt64(1L << 32));
            var spelling = new AddressSpelling(random).Of(address);
            AddressParser.ParseServerUrl($"https://{spelling}:8443/tfs").Value.ShouldNotBeNull(spelling).Address.Host.ShouldBe(address.ToString(), spelling);
        }
    }

    private static Gen<string> Texts() =>
        Gen.Elements(Pieces).ListOf().Select(pieces => string.Concat(pieces));

    /// <returns>How many texts are addresses.</returns>
    private static int Sweep(int seed, int texts)
    {
        var (source, understood) = (new AddressTexts(seed), 0);
        for (var count = 0; count < texts; count++)
        {
            var text = source.Next();
            IsReadBack(AddressParser.ParsePasted(text));
            understood += IsStable(text) ? 1 : 0;
        }

        return understood;
    }

    /// <summary>The bytes that parsing allocates: the same on every machine, as time is not.</summary>
    private static long WorkFor(string text)
    {
        Parse();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Parse();
        return GC.GetAllocatedBytesForCurrentThread() - before;

        void Parse()
        {
            AddressParser.ParseServerUrl(text);
            AddressParser.ParsePasted(text);
            AddressParser.Redact(text);
        }
    }

    private static void IsReadBack(ParsedAddress parsed)
    {
        if (parsed is not ParsedServer { Collection: { } collection } pasted)
            return;

        var (kept, read) = (ParsedTarget.Of(pasted, collection), ParsedTarget.Parse(pasted.FieldUrl, pasted.FieldCollection));
        if (kept.Target != read.Target || kept.CollectionProblem?.Code != read.CollectionProblem?.Code)
            throw new InvalidOperationException($"Not read back: {pasted} as {read}");
    }

    /// <summary>What was understood is what every other reader of the address understands: the system, the dialler, and this parser again.</summary>
    /// <returns>False when the text was refused.</returns>
    private static bool IsStable(string text)
    {
        if (AddressParser.ParseServerUrl(text).Value?.Address is not { } address)
            return false;

        var url = address.At("x y");
        var host = address.Host.Trim('[', ']');
        var isSame = (url.IdnHost, url.Port, url.UserInfo) == (host, address.Port, "")
            && url.AbsoluteUri == address.BaseUrl + "/x%20y"
            && DialledHost.TryNormalize(address.Host, out var dialled) && dialled == host
            && AddressParser.ParseServerUrl(address.BaseUrl + "/").Value?.Address == address
            && AddressParser.ParseServerUrl(address.DisplayUrl).Value?.Address == address;
        return isSame ? true : throw new InvalidOperationException($"Not stable: {text} as {address}, shown as {address.DisplayUrl}");
    }
}
