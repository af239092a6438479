namespace AzureDevOpsEmulator.Git.Protocol;

internal static class LsRefs
{
    public static async Task HandleAsync(GitRepository repository, LsRefsRequest request, PktLineWriter writer, CancellationToken ct)
    {
        var refs = repository.Refs.List();
        if (request.Includes("HEAD") && HeadLine(repository, request, refs) is { } head) await writer.LineAsync(head, ct);
        foreach (var entry in refs.Where(entry => request.Includes(entry.Name)))
        {
            var peeled = request.Peel && repository.Objects.Get(entry.Target).Kind == GitObjectKind.Tag
                ? $" peeled:{repository.Objects.Peel(entry.Target).Id}"
                : "";
            await writer.LineAsync($"{entry.Target} {entry.Name}{peeled}", ct);
        }

        await writer.FlushAsync(ct);
    }

    private static string? HeadLine(GitRepository repository, LsRefsRequest request, IReadOnlyList<GitRef> refs)
    {
        var target = request.Symrefs ? $" symref-target:{repository.DefaultBranch}" : "";
        var head = refs.FirstOrDefault(entry => entry.Name == repository.DefaultBranch);
        if (head is not null) return $"{head.Target} HEAD{target}";
        return request.Unborn ? $"unborn HEAD{target}" : null;
    }
}

internal sealed record LsRefsRequest(bool Peel, bool Symrefs, bool Unborn, IReadOnlyList<string> Prefixes)
{
    private const string PrefixKey = "ref-prefix ";

    public static LsRefsRequest Parse(IReadOnlyList<string> arguments)
    {
        var prefixes = arguments
            .Where(argument => argument.StartsWith(PrefixKey, StringComparison.Ordinal))
            .Select(argument => argument[PrefixKey.Length..])
            .ToList();
        if (arguments.FirstOrDefault(argument => !IsKnown(argument)) is { } unknown)
            throw new GitProtocolException($"ls-refs has no argument '{unknown}'.");
        var flags = arguments.ToHashSet(StringComparer.Ordinal);
        return new(flags.Contains("peel"), flags.Contains("symrefs"), flags.Contains("unborn"), prefixes);
    }

    public bool Includes(string name) =>
        Prefixes.Count == 0 || Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    private static bool IsKnown(string argument) =>
        argument is "peel" or "symrefs" or "unborn" || argument.StartsWith(PrefixKey, StringComparison.Ordinal);
}
