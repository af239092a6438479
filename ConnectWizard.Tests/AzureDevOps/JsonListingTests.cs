using System.Text;
using System.Text.Json;
using ConnectWizard.AzureDevOps.Wire;
using Shouldly;
using Xunit;

namespace ConnectWizard.AzureDevOps;

[Trait("Kind", "Time")]
public sealed class JsonListingTests
{
    private const string One = """{"id":"11111111-1111-1111-1111-111111111111","name":"one","project":{"id":"22222222-2222-2222-2222-222222222222","name":"P","value":[1]}}""";
    private const string Two = """{"name":"zwei ü","value":[{"value":2}],"id":"33333333-3333-3333-3333-333333333333"}""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("{\"value\":[" + One + "," + Two + "],\"count\":2}", 2)]
    [InlineData("{\"count\":2,\"value\":[" + One + "," + Two + "]}", 2)]
    [InlineData("\uFEFF{\"count\":2,\"other\":{\"value\":[1,2]},\"list\":[{\"value\":[" + Two + "]}],\"value\":[" + One + "," + Two + "],\"z\":{}}", 2)]
    [InlineData("  {  \"value\" : [ " + One + " ] }  ", 1)]
    [InlineData("{\"value\":[],\"count\":0}", 0)]
    [InlineData("{\"count\":0,\"value\":null}", 0)]
    public async Task Elements_are_found_wherever_they_stand_and_however_the_bytes_are_cut(string json, int count)
    {
        for (var step = 1; step < 80; step++)
        {
            var bodies = await ReadAsync(json, step);

            bodies.Count.ShouldBe(count, $"in steps of {step}");
            bodies.Select(body => body.Name).ShouldBe(new[] { "one", "zwei ü" }.Take(count));
        }
    }

    [Theory]
    [InlineData("{\"value\":[" + One + ",{\"id\":17}," + Two + "]}")]
    [InlineData("{\"value\":[{\"name\":{\"x\":[1]}}," + One + ",7,\"x\"," + Two + "]}")]
    [InlineData("{\"value\":[" + One + "," + Two + ",{\"id\":\"no guid\"}]}")]
    public async Task An_element_that_cannot_be_read_costs_no_other(string json)
    {
        for (var step = 1; step < 80; step += 7)
            (await ReadAsync(json, step)).Select(body => body.Name).ShouldBe(["one", "zwei ü"]);
    }

    [Fact]
    public void An_element_that_cannot_be_read_costs_no_other_of_an_answer_that_is_read_as_a_whole()
    {
        var listing = JsonSerializer.Deserialize("""{"value":[{"name":"one"},{"name":17},{"name":{"x":[1]}},7,"x",{"name":"two"}]}""", AzureDevOpsJson.Default.ListingRefBody);

        listing!.Value!.OfType<RefBody>().Select(body => body.Name).ShouldBe(["one", "two"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"count\":3}")]
    [InlineData("{\"value\":[" + One + ",")]
    [InlineData("{\"value\":[" + One)]
    [InlineData("{\"value\":[" + One + "]")]
    [InlineData("{\"value\":[{\"id\":\"11111111-1111-1111-1111-1111")]
    [InlineData("{\"value\":[{\"id\":17}]}")]
    [InlineData("{\"value\":[" + One + "]} more")]
    [InlineData("<html></html>")]
    public async Task What_is_no_whole_listing_is_an_error(string json)
    {
        for (var step = 1; step < 80; step += 7)
            await Should.ThrowAsync<JsonException>(() => ReadAsync(json, step));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(4096)]
    public async Task Projects_of_all_shapes_are_read(int step)
    {
        const string A = """{"id":"aaaaaaaa-0000-4000-8000-000000000001","name":"A } \" \u00fc","more":{"x":[1,{"y":"}"}]}}""";
        const string B = """{"id":"bbbbbbbb-0000-4000-8000-000000000002","name":"B"}""";
        var large = $$"""{"id":"cccccccc-0000-4000-8000-000000000003","name":"C","description":"{{new string('x', 5000)}}"}""";
        string[] projects = [A, A, B, B, A, "null", A, A + " ", large, large, "{}", "{}", B];
        var elements = projects.Select((project, number) => $$"""{"id":"11111111-1111-1111-1111-{{number:D12}}","name":"r{{number}}","project":{{project}},"isDisabled":{{(number % 2 == 0 ? "true" : "false")}}}""");

        var all = await ReadAsync($$"""{"value":[{{string.Join(',', elements)}}],"count":{{projects.Length}}}""", step);

        all.Select(repository => repository.Project?.Name).ShouldBe(["A } \" ü", "A } \" ü", "B", "B", "A } \" ü", null, "A } \" ü", "A } \" ü", "C", "C", null, null, "B"]);
        all.Select(repository => repository.Project?.Id?.ToString()[0] ?? '0').ShouldBe("aabba0aacc00b");
        all.Select(repository => repository.IsDisabled).ShouldBe(projects.Select((_, number) => (bool?)(number % 2 == 0)));
        all.Select(repository => repository.Name).ShouldBe(projects.Select((_, number) => $"r{number}"));
    }

    [Theory]
    [InlineData("""{"id":"aaaaaaaa-0000-4000-8000-000000000001","name":"A"}}}""")]
    [InlineData("""{"id":"aaaaaaaa-0000-4000-8000-000000000001","name":"A"}"x":1""")]
    [InlineData("""{"id":"aaaaaaaa-0000-4000-8000-000000000001","name":"A"}]""")]
    public async Task What_follows_a_project_is_read_strictly(string project)
    {
        const string A = """{"id":"aaaaaaaa-0000-4000-8000-000000000001","name":"A"}""";
        var json = $$"""{"value":[{"id":"11111111-1111-1111-1111-000000000001","project":{{A}}},{"id":"11111111-1111-1111-1111-000000000002","project":{{project}}}]}""";

        for (var step = 1; step < 300; step += 13)
            await Should.ThrowAsync<JsonException>(() => ReadAsync(json, step));
    }

    [Fact]
    public async Task Elements_come_before_the_end_of_the_listing_is_there()
    {
        var endless = new SteppedStream(Encoding.UTF8.GetBytes("{\"value\":[" + One + "," + Two[..20]), 16, waitsAtEnd: true);
        await using var listing = new JsonListing<RepositoryBody>(new HttpResponseMessage(), endless, AzureDevOpsJson.Default.RepositoryBody);

        (await listing.ReadAsync(Ct)).ShouldNotBeNull().ShouldHaveSingleItem().Name.ShouldBe("one");
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(100_000)]
    public async Task An_element_that_is_no_repository_s_is_not_collected(int step)
    {
        var json = $$"""{"value":[{"id":"11111111-1111-1111-1111-111111111111","name":"{{new string('x', 400_000)}}"}]}""";

        (await Should.ThrowAsync<JsonException>(() => ReadAsync(json, step))).Message.ShouldContain("256 KB");
    }

    private static async Task<List<RepositoryBody>> ReadAsync(string json, int step)
    {
        var stream = new SteppedStream(Encoding.UTF8.GetBytes(json), step, waitsAtEnd: false);
        await using var listing = new JsonListing<RepositoryBody>(new HttpResponseMessage(), stream, AzureDevOpsJson.Default.RepositoryBody);
        var all = new List<RepositoryBody>();
        while (await listing.ReadAsync(Ct) is { } elements)
            all.AddRange(elements);
        return all;
    }

    /// <summary>Gives a few bytes at each reading, as a network does.</summary>
    private sealed class SteppedStream(byte[] bytes, int step, bool waitsAtEnd) : MemoryStream(bytes)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (waitsAtEnd && Position == Length)
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return Read(buffer.Span[..Math.Min(step, buffer.Length)]);
        }
    }
}
