using System.Text;
using System.Text.Json;
using ConnectWizard.AzureDevOps.Wire;
using ConnectWizard.Connections.Repositories;
using Shouldly;
using Xunit;

namespace ConnectWizard.AzureDevOps;

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

    [Fact]
    public async Task Elements_come_before_the_end_of_the_listing_is_there()
    {
        var endless = new SteppedStream(Encoding.UTF8.GetBytes("{\"value\":[" + One + "," + Two[..20]), 16, waitsAtEnd: true);
        await using var listing = new JsonListing(endless, endless);
        var elements = new RepositoryElements(token: null);

        (await listing.ReadAsync(elements, Ct)).ShouldBeTrue();

        var batch = elements.Release();
        batch.Count.ShouldBe(1);
        batch.Decode(0).Name.ShouldBe("one");
    }

    private static async Task<List<Repository>> ReadAsync(string json, int step)
    {
        var stream = new SteppedStream(Encoding.UTF8.GetBytes(json), step, waitsAtEnd: false);
        await using var listing = new JsonListing(stream, stream);
        var all = new List<Repository>();
        var elements = new RepositoryElements(token: null);
        while (await listing.ReadAsync(elements, Ct))
        {
            var batch = elements.Release();
            all.AddRange(Enumerable.Range(0, batch.Count).Select(batch.Decode));
        }

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
