namespace AzureDevOpsEmulator.World;

/// <summary>A branch by its short name (<c>main</c>, not <c>refs/heads/main</c>).</summary>
internal sealed record Branch(string Name)
{
    public string RefName => "refs/heads/" + Name;
}
