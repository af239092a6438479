using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace ConnectWizard.Startup;

/// <summary>
/// The console's log by default: a line for each entry, with its time (UTC), node, level, category, event and message. An exception follows, indented,
/// so that nothing in a message can pass for an entry.
/// </summary>
internal sealed class LineFormatter(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "line";

    private static readonly string Node = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}/{Environment.ProcessId}");

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var at = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var message = OneLine(logEntry.Formatter(logEntry.State, logEntry.Exception));
        textWriter.WriteLine($"{at} {Node} {NameOf(logEntry.LogLevel)} {logEntry.Category}[{logEntry.EventId.Id}] {message}");
        foreach (var line in logEntry.Exception?.ToString().Split('\n') ?? [])
            textWriter.WriteLine($"    {OneLine(line).TrimEnd()}");
    }

    private static string OneLine(string text) => string.Create(text.Length, text, static (line, source) =>
    {
        for (var at = 0; at < source.Length; at++)
            line[at] = char.IsControl(source[at]) || source[at] is '\u2028' or '\u2029' ? ' ' : source[at];
    });

    private static string NameOf(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };
}

public static class LineFormatterServices
{
    /// <summary>For a console whose formatter configuration doesn't name (<c>Logging:Console:FormatterName</c>).</summary>
    public static void AddLineFormatter(this ILoggingBuilder logging)
    {
        logging.AddConsoleFormatter<LineFormatter, ConsoleFormatterOptions>();
        logging.Services.PostConfigure<ConsoleLoggerOptions>(options => options.FormatterName ??= LineFormatter.FormatterName);
    }
}
