using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace ConnectWizard.Startup;

public sealed partial class LineFormatterTests
{
    [Fact]
    public void An_entry_is_one_line_with_its_time_and_node()
    {
        var line = Write("Schema applied", null);

        Entry().IsMatch(line).ShouldBeTrue(line);
        line.ShouldStartWith("2026-11-21T09:00:00.000Z ");
        line.TrimEnd().ShouldEndWith($"/{Environment.ProcessId} warn A.Category[7] Schema applied");
    }

    [Theory]
    [InlineData("a\n2026-11-21T09:00:00.000Z other/1 info B[1] forged")]
    [InlineData("a\rb\u2028c\u001B[31md")]
    public void Nothing_in_a_message_or_an_exception_passes_for_an_entry(string text)
    {
        var lines = Write(text, new InvalidOperationException(text)).TrimEnd().Split(Environment.NewLine);

        lines[0].ShouldNotContain("\u001B");
        lines.Skip(1).ShouldNotBeEmpty();
        lines.Skip(1).ShouldAllBe(line => line.StartsWith("    ", StringComparison.Ordinal));
    }

    private static string Write(string message, Exception? exception)
    {
        using var writer = new StringWriter();
        var entry = new LogEntry<string>(LogLevel.Warning, "A.Category", new EventId(7), message, exception, (state, _) => state);
        new LineFormatter(new ManualTime()).Write(entry, null, writer);
        return writer.ToString();
    }

    [GeneratedRegex(@"\A\S+Z \S+/\d+ warn \S+\[7\] [^\r\n]+\r?\n\z", RegexOptions.CultureInvariant, 5000)]
    private static partial Regex Entry();
}
