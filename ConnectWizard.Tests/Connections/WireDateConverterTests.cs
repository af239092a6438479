using System.Text.Json;
using Shouldly;
using Xunit;

namespace ConnectWizard.Connections;

[Trait("Kind", "Time")]
public sealed class WireDateConverterTests
{
    private static readonly JsonSerializerOptions Options = new() { Converters = { new WireDateConverter() } };

    [Theory]
    [InlineData("\"2026-11-28T20:00:00Z\"", "2026-11-28T20:00:00.0000000+00:00")]
    [InlineData("\"2026-11-28T20:00:00\"", "2026-11-28T20:00:00.0000000+00:00")]
    [InlineData("\"2026-11-28T20:00:00.27Z\"", "2026-11-28T20:00:00.2700000+00:00")]
    [InlineData("\"2026-11-28T20:00:00.3309587Z\"", "2026-11-28T20:00:00.3309587+00:00")]
    [InlineData("\"2026-11-28T20:00:00.3309587\"", "2026-11-28T20:00:00.3309587+00:00")]
    [InlineData("\"2014-05-12T22:23:07.727+00:00\"", "2014-05-12T22:23:07.7270000+00:00")]
    [InlineData("\"2026-11-28T20:00:00+01:00\"", "2026-11-28T19:00:00.0000000+00:00")]
    [InlineData("\"2026-11-28T20:00:00-08:00\"", "2026-11-29T04:00:00.0000000+00:00")]
    [InlineData("\"2026-11-28\"", "2026-11-28T00:00:00.0000000+00:00")]
    [InlineData("\"2026-11-28 20:00:00Z\"", "2026-11-28T20:00:00.0000000+00:00")]
    [InlineData("\"2026-03-29T02:30:00\"", "2026-03-29T02:30:00.0000000+00:00")]
    [InlineData("\"2024-02-29T23:59:59Z\"", "2024-02-29T23:59:59.0000000+00:00")]
    [InlineData("\"9999-12-31T23:59:59.9999999\"", "9999-12-31T23:59:59.9999999+00:00")]
    public void A_date_means_the_same_in_every_zone_and_language(string json, string expected) =>
        Read(json).ShouldNotBeNull().ToString("O").ShouldBe(expected);

    [Theory]
    [InlineData("\"0001-01-01T00:00:00\"")]
    [InlineData("\"0001-01-01T00:00:00Z\"")]
    [InlineData("\"0001-01-01T00:00:00+01:00\"")]
    [InlineData("\"0001-01-01T00:00:00-14:00\"")]
    [InlineData("\"\"")]
    [InlineData("\"never\"")]
    [InlineData("\"2026-02-30T00:00:00Z\"")]
    [InlineData("\"9999-12-31T23:59:59-14:00\"")]
    [InlineData("\"\\ud800\"")]
    [InlineData("null")]
    [InlineData("17")]
    [InlineData("true")]
    [InlineData("{\"date\":[1,2]}")]
    public void What_is_no_date_is_none_and_costs_nothing_else(string json)
    {
        Read(json).ShouldBeNull();
        JsonSerializer.Deserialize<Dictionary<string, DateTimeOffset?>>($$"""{"a":{{json}},"b":"2026-11-28T20:00:00Z"}""", Options)!["b"].ShouldNotBeNull();
    }

    private static DateTimeOffset? Read(string json) => JsonSerializer.Deserialize<DateTimeOffset?[]>($"[{json}]", Options)![0];
}
