using System.Buffers;
using System.Text;
using System.Text.Json;

namespace ConnectWizard.Benchmarks.Listing;

/// <summary>
/// The answers of a large collection, made once: 100,000 repositories in 1,000 projects with the keys and lengths of Microsoft's own
/// recordings, about 880 bytes each.
/// </summary>
internal sealed class ListingBytes
{
    public const int Repositories = 100_000;
    public const int Projects = 1_000;
    private static readonly string[] Subjects = ["payment", "telemetry", "rover", "Antenna", "billing", "Größe", "identity", "orbit", "launch-pad", "sensor"];
    private static readonly string[] Parts = ["service", "web-app", "Firmware", "infra", "docs", "tools", "gateway", "tests"];

    /// <summary>The whole list, the repositories of a project one after another.</summary>
    public byte[] Whole { get; } = Write(0, Repositories);

    /// <summary>The whole list in another order: no two neighbours are of the same project.</summary>
    public byte[] Mixed { get; } = Write(0, Repositories, isMixed: true);

    /// <summary>The beginning of the list with exactly 50 repositories: what the first rows need.</summary>
    public byte[] Beginning { get; } = Write(0, 50)[..^Encoding.UTF8.GetByteCount("],\"count\":50}")];

    /// <summary>A page of projects.</summary>
    public static byte[] ProjectPage(int first, int count)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        writer.WriteNumber("count", count);
        writer.WriteStartArray("value");
        for (var project = first; project < first + count; project++)
            WriteProject(writer, project);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static byte[] Write(int first, int count, bool isMixed = false)
    {
        var buffer = new ArrayBufferWriter<byte>(count * 900);
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        writer.WriteStartArray("value");
        for (var repository = first; repository < first + count; repository++)
            WriteRepository(writer, repository, isMixed ? repository % Projects : repository / (Repositories / Projects));
        writer.WriteEndArray();
        writer.WriteNumber("count", count);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteRepository(Utf8JsonWriter writer, int number, int project)
    {
        var name = $"{Subjects[number % 10]}-{Parts[number / 10 % 8]}-{number:D6}";
        var place = $"azure.spacetech.example/Fleet/{Uri.EscapeDataString(ProjectName(project))}/_git/{Uri.EscapeDataString(name)}";
        writer.WriteStartObject();
        writer.WriteString("id", IdOf(1, number));
        writer.WriteString("name", name);
        writer.WriteString("url", $"https://azure.spacetech.example/Fleet/{IdOf(0, project)}/_apis/git/repositories/{IdOf(1, number)}");
        writer.WritePropertyName("project");
        WriteProject(writer, project);
        writer.WriteString("defaultBranch", number % 7 == 0 ? "refs/heads/master" : "refs/heads/main");
        writer.WriteNumber("size", 1_000 + number);
        writer.WriteString("remoteUrl", "https://" + place);
        writer.WriteString("sshUrl", "ssh://" + place);
        writer.WriteString("webUrl", "https://" + place);
        writer.WriteBoolean("isDisabled", number % 100 == 99);
        writer.WriteBoolean("isInMaintenance", false);
        writer.WriteEndObject();
    }

    private static void WriteProject(Utf8JsonWriter writer, int number)
    {
        writer.WriteStartObject();
        writer.WriteString("id", IdOf(0, number));
        writer.WriteString("name", ProjectName(number));
        writer.WriteString("url", $"https://azure.spacetech.example/Fleet/_apis/projects/{IdOf(0, number)}");
        writer.WriteString("state", "wellFormed");
        writer.WriteNumber("revision", 100 + number);
        writer.WriteString("visibility", "private");
        writer.WriteString("lastUpdateTime", "2025-08-21T12:33:09.587Z");
        writer.WriteEndObject();
    }

    private static string ProjectName(int number) => $"Programme {number:D4}";

    private static Guid IdOf(short kind, int number) => new(number * 7919, kind, 0x4000, 0x80, 1, 2, 3, 4, 5, 6, 7);
}
