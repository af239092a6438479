namespace AzureDevOpsEmulator.Routes.Hooks;

/// <summary>An input that a publisher or a consumer takes, as the service describes it.</summary>
internal sealed record InputDescriptor(string Id, string Name, string InputMode, bool IsConfidential, InputValidation Validation)
{
    /// <summary>The values that it is limited to.</summary>
    public object? Values { get; init; }

    public static InputDescriptor Text(string id, string name) => new(id, name, "textBox", IsConfidential: false, new InputValidation("string"));

    public static InputDescriptor Guid(string id, string name) => new(id, name, "combo", IsConfidential: false, new InputValidation("guid"));

    public static InputDescriptor Credential(string id, string name, bool isConfidential) =>
        new(id, name, isConfidential ? "passwordBox" : "textBox", isConfidential, new InputValidation("string") { MinLength = 1, MaxLength = 256 });

    public static InputDescriptor Choice(string id, string name, IReadOnlyList<string> values) =>
        new(id, name, "combo", IsConfidential: false, new InputValidation("string"))
        {
            Values = new { defaultValue = "", possibleValues = values.Select(value => new { value }), isLimitedToPossibleValues = true },
        };
}

/// <summary>What a value has to be.</summary>
internal sealed record InputValidation(string DataType)
{
    public bool? IsRequired { get; init; }

    public int? MinLength { get; init; }

    public int? MaxLength { get; init; }
}
