-- The shortest program: what starting and stopping costs.
print("Hello, world!")
