-- Five bodies under gravity: floating-point fields of structs in an array.
local N = 500000
local SOLAR_MASS = 39.47841760435743
local DAYS_PER_YEAR = 365.24
local sqrt = math.sqrt

local function new_body(x, y, z, vx, vy, vz, mass)
  return {
    x = x, y = y, z = z,
    vx = vx * DAYS_PER_YEAR, vy = vy * DAYS_PER_YEAR, vz = vz * DAYS_PER_YEAR,
    mass = mass * SOLAR_MASS,
  }
end

local function offset_momentum(bodies)
  local px, py, pz = 0.0, 0.0, 0.0
  for _, body in ipairs(bodies) do
    px = px + body.vx * body.mass
    py = py + body.vy * body.mass
    pz = pz + body.vz * body.mass
  end
  bodies[1].vx = -px / SOLAR_MASS
  bodies[1].vy = -py / SOLAR_MASS
  bodies[1].vz = -pz / SOLAR_MASS
end

local function energy(bodies)
  local energy = 0.0
  for i = 1, #bodies do
    local a = bodies[i]
    energy = energy + 0.5 * a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz)
    for j = i + 1, #bodies do
      local b = bodies[j]
      local dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
      energy = energy - a.mass * b.mass / sqrt(dx * dx + dy * dy + dz * dz)
    end
  end
  return energy
end

local function advance(bodies, dt)
  local count = #bodies
  for i = 1, count do
    local a = bodies[i]
    for j = i + 1, count do
      local b = bodies[j]
      local dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
      local squared = dx * dx + dy * dy + dz * dz
      local magnitude = dt / (squared * sqrt(squared))
      local mass_i = a.mass * magnitude
      local mass_j = b.mass * magnitude
      a.vx = a.vx - dx * mass_j
      a.vy = a.vy - dy * mass_j
      a.vz = a.vz - dz * mass_j
      b.vx = b.vx + dx * mass_i
      b.vy = b.vy + dy * mass_i
      b.vz = b.vz + dz * mass_i
    end
  end
  for i = 1, count do
    local body = bodies[i]
    body.x = body.x + dt * body.vx
    body.y = body.y + dt * body.vy
    body.z = body.z + dt * body.vz
  end
end

local bodies = {
  new_body(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0),
  new_body(4.84143144246472090, -1.16032004402742839, -0.103622044471123109, 0.00166007664274403694, 0.00769901118419740425, -0.0000690460016972063023, 0.000954791938424326609),
  new_body(8.34336671824457987, 4.12479856412430479, -0.403523417114321381, -0.00276742510726411270, 0.00499852801234917238, 0.0000230417297573763929, 0.000285885980666130812),
  new_body(12.8943695621391310, -15.1111514016986312, -0.223307578892655734, 0.00296460137564761618, 0.00237847173959480950, -0.0000296589568540237556, 0.0000436624404335156298),
  new_body(15.3796971148509165, -25.9193146099879641, 0.179258772950371181, 0.00268067772490389322, 0.00162824170038242295, -0.0000951592254519715870, 0.0000515138902046611451),
}
offset_momentum(bodies)
print(string.format("%.9f", energy(bodies)))
for _ = 1, N do
  advance(bodies, 0.01)
end
print(string.format("%.9f", energy(bodies)))
