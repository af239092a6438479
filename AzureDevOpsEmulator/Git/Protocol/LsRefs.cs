using AzureDevOpsEmulator.Git.Objects;

namespace AzureDevOpsEmulator.Git.Protocol;

/// <summary>Answers version 2's <c>ls-refs</c>.</summary>
internal static class LsRefs
{
    public static async Task AnswerAsync(IGitRepository repository, LsRefsRequest request, PktLineWriter writer, CancellationToken ct)
    {
        var refs = repository.Refs.List();
        if (request.Asks("HEAD") && HeadLine(repository, request, refs) is { } head) await writer.LineAsync(head, ct);
        foreach (var entry in refs.Where(entry => request.Asks(entry.Name)))
        {
            var peeled = request.Peel && repository.Objects.Get(entry.Target).Kind == GitObjectKind.Tag
                ? $" peeled:{repository.Objects.Peel(entry.Target).Id}"
                : "";
            await writer.LineAsync($"{entry.Target} {entry.Name}{peeled}", ct);
        }

        await writer.FlushAsync(ct);
    }

    private static string? HeadLine(IGitRepository repository, LsRefsRequest request, IReadOnlyList<GitRef> refs)
    {
        var target = request.Symrefs ? $" symref-target:{repository.DefaultBranch}" : "";
        var head = refs.FirstOrDefault(entry => entry.Name == repository.DefaultBranch);
        if (head is not null) return $"{head.Target} HEAD{target}";
        return request.Unborn ? $"unborn HEAD{target}" : null;
    }
}
