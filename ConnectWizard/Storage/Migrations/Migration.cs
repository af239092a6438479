using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace ConnectWizard.Storage.Migrations;

/// <summary>One step of the schema: a file <c>0001_initial.sql</c> beside this one.</summary>
internal sealed record Migration(int Version, string Name, string Sql)
{
    public static IReadOnlyList<Migration> All { get; } = ReadAll();

    /// <summary>Until the first release the steps may still change; a store made by others is refused.</summary>
    public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    private static List<Migration> ReadAll()
    {
        var assembly = typeof(Migration).Assembly;
        var prefix = typeof(Migration).Namespace + ".";
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal))
            .Select(name => Read(assembly, name, name[prefix.Length..^".sql".Length]))
            .OrderBy(migration => migration.Version)];
    }

    private static Migration Read(Assembly assembly, string resource, string file)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        var parts = file.Split('_', 2);
        return new Migration(int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1], reader.ReadToEnd());
    }
}
